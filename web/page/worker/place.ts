import { type InterfaceLanguage, isInterfaceLanguage } from '../site/language.js';
import type { Route } from '../site/route.js';
import type { Site } from '../site/site.js';

/** The address a route has today; addresses of former versions lead to it. */
export function addressOfPath(site: Site, asked: string, route: Route): string {
  return route.view === 'issue'
    ? site.pathOf(route.entry)
    : asked.replace(/(^|\/)index\.html$/, '$1');
}

/** The interface language for what the page says; English for what it cannot know. */
export function languageFor(language: string): InterfaceLanguage {
  return isInterfaceLanguage(language) ? language : 'en';
}
