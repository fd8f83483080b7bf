/** Hands a text to the browser as a file to keep, without a request and without a URL that holds the data. */

/** Milliseconds after which every browser has read it; Safari does so later than at the press. */
const takenOver = 40_000;

/** @throws Error in a browser that does not let a page make a file */
export function saveFile(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), takenOver);
}
