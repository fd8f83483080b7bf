/** What the `<dialog>` of jsdom lacks: `showModal` and `close`, Escape, the `close` event, and the way of the focus back. */

interface Opened {
  dialog: HTMLDialogElement;
  opener: Element | null;
}

let pages = 0;

/** Does nothing where the page knows `showModal`. @returns its end */
export function installModalDialogs(): () => void {
  const prototype = globalThis.HTMLDialogElement?.prototype;
  if (!prototype || (pages === 0 && 'showModal' in prototype)) return () => {};
  if ((pages += 1) === 1) install(prototype);
  return () => {
    if ((pages -= 1) === 0) uninstall(prototype);
  };
}

let opened: readonly Opened[] = [];

function install(prototype: HTMLDialogElement): void {
  Object.assign(prototype, { showModal, close });
  document.addEventListener('keydown', closeOnEscape);
}

function uninstall(prototype: HTMLDialogElement): void {
  for (const name of ['showModal', 'close']) Reflect.deleteProperty(prototype, name);
  document.removeEventListener('keydown', closeOnEscape);
  opened = [];
}

function showModal(this: HTMLDialogElement): void {
  opened = [...opened, { dialog: this, opener: document.activeElement }];
  this.setAttribute('open', '');
}

/** The event comes at once, where a browser queues it: a test need not wait for it. */
function close(this: HTMLDialogElement): void {
  const { opener } = opened.find(({ dialog }) => dialog === this) ?? {};
  opened = opened.filter(({ dialog }) => dialog !== this);
  if (!this.hasAttribute('open')) return;
  this.removeAttribute('open');
  if (opener instanceof HTMLElement) opener.focus();
  this.dispatchEvent(new Event('close'));
}

function closeOnEscape(event: KeyboardEvent): void {
  const top = opened.findLast(({ dialog }) => dialog.isConnected)?.dialog;
  if (event.key !== 'Escape' || event.defaultPrevented || !top) return;
  if (top.dispatchEvent(new Event('cancel', { cancelable: true }))) top.close();
}
