import '../styles/index.css';
import { placeOf, urlOf } from './address.js';
import { App } from './app.js';
import { ask } from './archive-client.js';
import { startArticle } from './article.js';
import { startKeyboard } from './keyboard.js';
import { chooseLanguage, currentLanguage, preferredLanguage } from './language.js';
import { chooseView, showView, startList } from './list.js';
import { watchArchive } from './live.js';
import { markFound } from './marks.js';
import { Navigation } from './navigation.js';
import { startOffline } from './offline.js';
import { startTheme } from './theme.js';

const { dataset } = document.documentElement;
const app = new App();
const navigation = new Navigation(app);

startTheme();
startArticle(document.body);
markFound(document.body);
startKeyboard(() => app.language);
startList({
  change(search, how) {
    const url = urlOf('', search);
    if (url.href !== location.href) void navigation.go(url, { arrival: 'in-place', ...how });
  },
  more: (link) => void app.more(link),
  show: chooseView,
});
showView();

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element && event.target.closest('[data-language]');
  if (!(button instanceof HTMLButtonElement)) return;
  app.language = button.dataset.language ?? app.language;
  chooseLanguage(app.language);
  app.forget();
  void navigation.refresh();
});

// The worker is made ready when the reader is about to need it.
for (const sign of ['pointerover', 'focusin', 'touchstart'] as const) {
  document.addEventListener(sign, prepare, { passive: true });
}
function prepare({ target }: Event): void {
  const about = target instanceof Element && target.closest('a[href], input, select');
  if (!about) return;
  if (about instanceof HTMLAnchorElement && placeOf(new URL(about.href)) === undefined) return;
  for (const sign of ['pointerover', 'focusin', 'touchstart'] as const) {
    document.removeEventListener(sign, prepare);
  }
  void ask('open', {}).catch(() => {});
}

void startOffline(dataset.offline);
app.language = preferredLanguage();
const asksForMore = (dataset.search ?? '') !== location.search && app.isList();
await navigation.start(
  dataset.shell !== undefined ||
    app.language !== currentLanguage() ||
    asksForMore ||
    location.search.includes('post='),
);
delete dataset.pending;

if (dataset.live !== undefined) {
  watchArchive(() => {
    ask('reload', {})
      .then(() => {
        app.forget();
        return navigation.refresh();
      })
      // The server stopped or is about to start: what is on view stays.
      .catch(() => {});
  });
}
