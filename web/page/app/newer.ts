import { showNewer } from '../offline/take-over.js';
import type { Strings } from '../site/strings/en.js';

/** Tells that the host has newer issues than the list on view, with a way to see them. */
export function tellOfNewer({ newer, show }: Strings['page']): void {
  const list = document.querySelector('.list-view');
  if (list === null || document.querySelector('.newer') !== null) return;
  const hint = document.createElement('p');
  hint.className = 'newer';
  hint.setAttribute('role', 'status');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link-button';
  button.textContent = show;
  button.addEventListener('click', () => {
    navigator.serviceWorker.controller?.postMessage(showNewer);
    location.reload();
  });
  hint.append(newer, ' ', button);
  list.before(hint);
}
