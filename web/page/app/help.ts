import type { Setting } from './setting.js';

/**
 * Shows the table of keys.
 *
 * @param content of the window
 * @param switchedOff whether keys are to do nothing
 */
export function openHelp(content: DocumentFragment, switchedOff: Setting): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'help';
  dialog.setAttribute('aria-labelledby', 'help-title');
  dialog.append(content);
  dialog.querySelector('[data-close]')?.addEventListener('click', () => dialog.close());
  dialog.querySelector<HTMLInputElement>('[data-keys]')?.addEventListener('change', (event) => {
    const { checked } = event.currentTarget as HTMLInputElement;
    switchedOff.write(checked ? undefined : 'off');
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
