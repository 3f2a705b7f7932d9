// In the page for what is not there, of an archive that does not know its address: hosts show it at any
// depth. Its links begin at the root of the host; where the archive stands lower, they are led there.
const parts = location.pathname.split('/').slice(0, -1);
for (; parts.length > 1; parts.pop()) {
  const root = `${parts.join('/')}/`;
  const answer = await fetch(`${root}files.json`, { method: 'HEAD' }).catch(() => undefined);
  // Some hosts answer everything, with a page.
  if (!answer?.ok || !/json/.test(answer.headers.get('content-type') ?? '')) continue;
  document.documentElement.dataset.root = root;
  for (const name of ['href', 'src', 'data-script']) {
    for (const element of document.querySelectorAll(`[${name}^="/"]`)) {
      const address = root + element.getAttribute(name).slice(1);
      if (element.localName === 'script') import(address);
      else element.setAttribute(name, address);
    }
  }
  break;
}
