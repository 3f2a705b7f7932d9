import { ask } from './own-archive.js';
import { fragmentOf } from './set-html.js';
import { setting } from './setting.js';
import { pageTexts } from './texts.js';

const switchedOff = setting('broadsheet-keys');

/** Answers single keys, which readers may switch off. */
export function startKeyboard(language: () => string): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.isComposing || document.querySelector('dialog[open]')) return;
    if (event.key === 'Escape') {
      leave(event);
      return;
    }
    if (isTyping(event.target) || switchedOff.read() === 'off') return;
    if (event.key === '?') {
      event.preventDefault();
      void showHelp(language());
    } else if (pressed(event)) {
      event.preventDefault();
    }
  });
  document.addEventListener('click', ({ target }) => {
    if (!(target instanceof Element)) return;
    if (target.closest('[data-help]')) void showHelp(language());
    const tool = target.closest<HTMLElement>('[data-tool]');
    if (tool) void useTool(tool);
  });
}

/** Does what a key stands for; false when there is nothing for it to do here. */
function pressed({ key, target }: KeyboardEvent): boolean {
  switch (key) {
    case '/': {
      const box = document.querySelector<HTMLInputElement>('#words');
      box?.focus();
      box?.select();
      return box !== null;
    }
    case 'j':
      return step(1);
    case 'k':
      return step(-1);
    // Arrows scroll, unless the reader is walking through the list.
    case 'ArrowDown':
    case 'ArrowUp':
      return (
        target instanceof Element &&
        target.matches('.issue-link') &&
        step(key === 'ArrowDown' ? 1 : -1)
      );
    case '[':
      return press('.neighbours [rel="prev"]');
    case ']':
      return press('.neighbours [rel="next"]');
    default:
      return false;
  }
}

function step(by: 1 | -1): boolean {
  const links = [...document.querySelectorAll<HTMLElement>('.issue-link')];
  if (links.length === 0) return false;
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = at === -1 ? firstInView(links) : links[at + by];
  next?.focus();
  next?.closest('.issue')?.scrollIntoView({ block: 'nearest' });
  return true;
}

function firstInView(links: readonly HTMLElement[]): HTMLElement | undefined {
  return links.find((link) => link.getBoundingClientRect().top >= 0) ?? links[0];
}

function press(selector: string): boolean {
  const link = document.querySelector<HTMLElement>(selector);
  link?.click();
  return link !== null;
}

/** Escape empties the search box, and leaves it when it is empty. */
function leave(event: KeyboardEvent): void {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || box.id !== 'words') return;
  event.preventDefault();
  if (box.value === '') {
    box.blur();
    return;
  }
  box.value = '';
  box.dispatchEvent(new Event('input', { bubbles: true }));
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input, textarea, select, [contenteditable]');
}

async function showHelp(language: string): Promise<void> {
  const [{ html }, { openHelp }] = await Promise.all([
    ask('help', { language, off: switchedOff.read() === 'off' }),
    import('./help.js'),
  ]);
  openHelp(fragmentOf(html), switchedOff);
}

async function useTool(button: HTMLElement): Promise<void> {
  const tools = await import('./tools.js');
  await tools.useTool(button, pageTexts());
}
