/*
 * Of archives whose owner has snippets, an entry of its own: after a move in the page it runs their
 * scripts, as the browser does where they stand in a file.
 */
import { isRun } from '../site/script-types.js';

interface ScriptPolicy {
  createScript(text: string): string;
  createScriptURL(url: string): string;
}

const rules: ScriptPolicy = { createScript: (text) => text, createScriptURL: (url) => url };
const { trustedTypes } = globalThis as {
  trustedTypes?: { createPolicy(name: string, made: ScriptPolicy): ScriptPolicy };
};
// What else may run is settled by the policy of the page: by host, and by hash.
const policy = trustedTypes?.createPolicy('broadsheet-snippets', rules) ?? rules;

/** Scripts of the document's head that are to run for each view. */
const ofEachView = [...document.head.querySelectorAll<HTMLScriptElement>('script[data-each-view]')];

let path = location.pathname;

for (const place of places()) place.dataset.ran = '';
document.addEventListener('broadsheet:view', () => {
  // A list that is narrowed down, or a page in another language, is the same page.
  const isOther = path !== location.pathname;
  path = location.pathname;
  for (const [index, script] of isOther ? ofEachView.entries() : []) {
    const copy = copyOf(script);
    if (script.isConnected) script.replaceWith(copy);
    else document.head.append(copy);
    ofEachView[index] = copy;
  }
  for (const place of places()) {
    place.dataset.ran = '';
    void runScripts(place);
  }
});

/** Where snippets stand whose scripts have not run. */
function places(): NodeListOf<HTMLElement> {
  return document.querySelectorAll('[data-snippet]:not([data-ran])');
}

/** Runs them in order: one that waits for no other does not hold the next up. */
async function runScripts(place: HTMLElement): Promise<void> {
  for (const script of [...place.querySelectorAll('script')]) {
    if (!isRun(script.type.trim())) continue;
    // The reader may have gone on.
    if (!script.isConnected) return;
    const copy = copyOf(script);
    // By its attributes: of a script that HTML brought, Firefox says that it is asynchronous.
    const isFree = script.hasAttribute('async') || script.hasAttribute('defer');
    const isWaitedFor = copy.src !== '' && !isFree && script.type === '';
    const settled = isWaitedFor && loaded(copy);
    script.replaceWith(copy);
    await settled;
  }
}

/** The same script, which has not run: what HTML in a script's hands brings never does. */
function copyOf(script: HTMLScriptElement): HTMLScriptElement {
  const copy = document.createElement('script');
  for (const { name, value } of script.attributes) {
    // The page's policy lets no handler in an attribute run.
    if (name !== 'src' && !name.startsWith('on')) copy.setAttribute(name, value);
  }
  copy.text = policy.createScript(script.text);
  if (script.src !== '') copy.src = policy.createScriptURL(script.src);
  return copy;
}

/** One that fails to load holds nothing up. */
function loaded(script: HTMLScriptElement): Promise<unknown> {
  return new Promise((resolve) => {
    script.addEventListener('load', resolve);
    script.addEventListener('error', resolve);
  });
}
