import { colored } from '../site/grammars.js';

/** The HTML of a block of code whose class names a language that is known. */
export function highlighted(code: HTMLElement): string | undefined {
  const language = /(?:^|\s)language-([\w+#.-]+)/.exec(code.className)?.[1];
  return language === undefined ? undefined : colored(code.textContent ?? '', language);
}
