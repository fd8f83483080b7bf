/** One of each element that a reset touches, as a host would write it: with no class. */
export const hostElements = `
  <h1>Settings</h1><h2>Banks</h2><h3>Linked</h3><h4>Here</h4>
  <p>A <a href="#here">link</a>, <strong>strong</strong>, <em>em</em>, <small>small</small>, <code>code</code>, <time>now</time>.</p>
  <button type="button">Save</button><button type="submit" disabled>Send</button>
  <label>Name <input type="text" placeholder="Name" /></label>
  <input type="search" value="bank" /><input type="checkbox" checked /><input type="radio" />
  <select><option>One</option></select><textarea>Text</textarea>
  <fieldset><legend>Choice</legend></fieldset>
  <ul><li>One</li></ul><ol><li>First</li></ol><dl><dt>Term</dt><dd>Meaning</dd></dl>
  <table><caption>Costs</caption><thead><tr><th>What</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>
  <img alt="" width="16" height="16" /><svg width="16" height="16"><path d="M0 0h16v16z" /></svg>
  <dialog open>Dialog</dialog><progress value="0.5"></progress><meter value="0.5"></meter>
  <details open><summary>More</summary>Text</details><blockquote>Said</blockquote><pre>pre</pre><hr />`;
