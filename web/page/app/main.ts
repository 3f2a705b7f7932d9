import '../styles/index.css';
import { root, urlOf } from './address.js';
import { App } from './app.js';
import { ask } from './own-archive.js';
import { startArticle } from './article.js';
import { savesData } from './connection.js';
import { startKeyboard } from './keyboard.js';
import { chooseLanguage, currentLanguage, preferredLanguage } from './language.js';
import { chooseView, showView, startList } from './list.js';
import { markFound } from './found.js';
import { Navigation } from './navigation.js';
import { scriptUrl } from './set-html.js';
import { pageTexts } from './texts.js';
import { startTheme } from './theme.js';
import { startWarmUp } from './warm-up.js';

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

startWarmUp();

// What few pages need, or none before it is idle, is no part of what the reader waits for.
const { serviceWorker } = navigator as Partial<Navigator>;
if (serviceWorker?.controller || (dataset.offline !== undefined && !savesData())) {
  const page = { root, scriptUrl, pageTexts, isLeaving: () => app.isLeaving };
  void import('./offline.js').then(
    ({ startOffline }) => startOffline(page, dataset.offline),
    ignored,
  );
}
app.language = preferredLanguage();
const isOther = dataset.pending !== undefined && (dataset.shell !== undefined || app.isList());
await navigation.start(isOther || app.language !== currentLanguage());

if (dataset.live !== undefined) {
  const { watchArchive } = await import('./live.js');
  watchArchive(root, () => {
    ask('reload', {})
      .then(() => {
        app.forget();
        return navigation.refresh();
      })
      // The server stopped or is about to start: what is on view stays.
      .catch(() => {});
  });
}

/** The page does without. */
function ignored(): void {}
