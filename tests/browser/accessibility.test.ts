/* axe-core finds nothing to object to, in either theme, at any width. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, it } from 'vitest';
import { startSession, visit } from './session.ts';

// The missing issue is a page that the host answers with 404, which consoles complain of.
const session = startSession(undefined, { complaints: 'expected' });
/** axe reads every element of six views; a busy machine takes its time. */
const patience = 180_000;

const views = {
  list: '',
  'filtered list': '?category=桌边周报&q=日志',
  'nothing found': '?q=zeppelin',
  issue: 'issues/012-time-in-logs/',
  'English issue': 'issues/eleven-small-tools/',
  'missing issue': 'issues/nowhere/',
};

// Colours differ by theme and layout by width; each theme and each width is looked at.
it.each([
  ['a desktop in light', 'light', { width: 1280, height: 900 }],
  ['a desktop in dark', 'dark', { width: 1280, height: 900 }],
  ['a phone', 'light', { width: 390, height: 844 }],
] as const)(
  'axe objects to nothing on %s',
  async (_, colorScheme, viewport) => {
    const { page } = await session.open('', { colorScheme, viewport });
    for (const [name, address] of Object.entries(views)) {
      await visit(page, session.site.url + address);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((it) => it.html).join(' ')}`,
      );
      expect(found, name).toEqual([]);
    }
  },
  patience,
);
