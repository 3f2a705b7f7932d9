/*
 * The one place where text becomes elements or scripts, and the one policy that browsers with
 * Trusted Types allow for it. What comes here was made by the templates, which escape what they are
 * filled with, or by the core, which lets no script and no unsafe markup of an author through.
 */

interface Policy {
  createHTML(text: string): string;
  createScriptURL(url: string): string;
}

const factory = (
  globalThis as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } }
).trustedTypes;
const rules: Policy = { createHTML: (text) => text, createScriptURL: (url) => url };
let policy: Policy | undefined;

/** Made when it is first needed: a page that only loads this script has allowed nothing yet. */
function allowed(): Policy {
  try {
    policy ??= factory?.createPolicy('broadsheet', rules) ?? rules;
  } catch {
    // The page's policy names others: where it requires one, the browser refuses and says so.
    policy = rules;
  }
  return policy;
}

/** Makes elements of HTML; nothing is fetched or run before they are in the document. */
export function fragmentOf(html: string): DocumentFragment {
  const template = document.createElement('template');
  template.innerHTML = allowed().createHTML(html);
  return template.content;
}

/** Replaces the content of an element. */
export function setHtml(element: Element, html: string): void {
  element.replaceChildren(fragmentOf(html));
}

/** The address of a worker's script, which is one of the page's own. */
export function scriptUrl(url: URL): string {
  return allowed().createScriptURL(url.href);
}
