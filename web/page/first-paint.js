// Runs before anything is painted, so that what the reader has chosen does not flash as something
// else first, and starts the page's script behind that paint. Stands in the page itself; the content
// security policy knows it by its hash. Its names are its own: owners have scripts, too.
{
  const { script } = document.currentScript.dataset;
  try {
    const theme = localStorage.getItem('broadsheet-theme');
    const view = localStorage.getItem('broadsheet-view');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
    if (view === 'cards') document.documentElement.dataset.view = view;
    if (view === 'compact') delete document.documentElement.dataset.view;
  } catch {
    // Storage is refused: the defaults it is.
  }
  // Whatever else stands in a query is of those who count readers, and asks for no other list.
  if (
    'shell' in document.documentElement.dataset ||
    ((document.documentElement.dataset.search || '') !== location.search &&
      /[?&](?:q|year|category|tag|author|lang|from|to|sort|page|post)=/.test(location.search))
  ) {
    document.documentElement.dataset.pending = '';
  }
  if (CSS.supports('text-autospace', 'normal')) {
    // Some engines give the space to the digit behind an ideograph, and draw it over that.
    const probe = document.createElement('span');
    const range = document.createRange();
    probe.style.cssText = 'position:absolute;text-autospace:normal';
    probe.lang = 'zh';
    probe.textContent = '月22';
    document.documentElement.append(probe);
    const widthAt = (place) => {
      range.setStart(probe.firstChild, place);
      range.setEnd(probe.firstChild, place + 1);
      return range.getBoundingClientRect().width;
    };
    if (Math.abs(widthAt(1) - widthAt(2)) < 0.5) document.documentElement.dataset.autospace = '';
    probe.remove();
  }
  // The page is whole without its script, which would keep a phone's processor from painting it. Where
  // there is nothing to see without, nobody looks, or contents are to stand open beside the text (as in
  // app/outline.ts), it need not wait; a page may also have nothing to paint.
  const parsed = new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve));
  const painted = new Promise((resolve) => {
    const isRoomy = matchMedia('(min-width: 72rem)').matches;
    if ('pending' in document.documentElement.dataset || document.hidden || isRoomy) resolve();
    new PerformanceObserver(resolve).observe({ type: 'paint', buffered: true });
    addEventListener('load', () => setTimeout(resolve, 500));
  });
  Promise.all([parsed, painted])
    .then(() => import(new URL(script, location.href)))
    .finally(() => delete document.documentElement.dataset.pending);
}
