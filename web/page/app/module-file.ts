import issueUrl from 'broadsheet/broadsheet-issue.wasm?url';
import listUrl from 'broadsheet/broadsheet-list.wasm?url';

/** The one place that says which modules do the page's work. */
export const modules = {
  list: new URL(listUrl, import.meta.url).href,
  issue: new URL(issueUrl, import.meta.url).href,
};
