import { h } from '../dom.js';
import { type InterfaceLanguage, interfaceLanguages } from '../interface-language.js';
import { isDark, toggleTheme } from '../theme.js';

/** What the head of the page is drawn from. */
export interface MastheadOptions {
  title: string;
  language: InterfaceLanguage;
  /** The list has the title as the page's heading, large; an issue has a heading of its own. */
  large: boolean;
  /** A short line about the archive. */
  note: string;
  chooseLanguage(language: InterfaceLanguage): void;
}

/** The head of the page: the archive's name, and the reader's two switches. */
export function masthead(options: MastheadOptions): HTMLElement {
  const name = h(
    options.large ? 'h1' : 'p',
    { class: 'nameplate', lang: 'und' },
    h('a', { href: location.pathname, 'data-key': 'home' }, options.title),
  );
  return h(
    'header',
    { class: options.large ? 'masthead masthead-large' : 'masthead' },
    h(
      'div',
      { class: 'masthead-bar' },
      h('p', { class: 'masthead-note' }, options.note),
      h('div', { class: 'switches' }, languageSwitch(options), themeSwitch(options.language)),
    ),
    name,
  );
}

function languageSwitch({ language, chooseLanguage }: MastheadOptions): HTMLElement {
  const languages = Object.keys(interfaceLanguages) as InterfaceLanguage[];
  return h(
    'div',
    {
      class: 'languages',
      role: 'group',
      'aria-label': interfaceLanguages[language].switchLanguage,
    },
    languages.map((other) =>
      h(
        'button',
        {
          type: 'button',
          lang: other,
          'aria-pressed': String(other === language),
          'data-key': `language:${other}`,
          onclick: () => chooseLanguage(other),
        },
        interfaceLanguages[other].languageName,
      ),
    ),
  );
}

function themeSwitch(language: InterfaceLanguage): HTMLElement {
  const label = interfaceLanguages[language].darkTheme;
  const button = h('button', {
    type: 'button',
    class: 'theme',
    title: label,
    'aria-label': label,
    'data-key': 'theme',
    onclick: () => {
      toggleTheme();
      showTheme(button);
    },
  });
  showTheme(button);
  return button;
}

/** Brings the theme switch up to date, after the system's theme changed. */
export function showTheme(button: Element | null): void {
  button?.setAttribute('aria-pressed', String(isDark()));
}
