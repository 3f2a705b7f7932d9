/* axe-core finds nothing to object to, in either theme, at any width. */
import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, it } from 'vitest';
import { startSession, visit } from './session.ts';

const session = startSession();

const views = {
  list: '',
  'filtered list': '?category=桌边周报&q=时间',
  'nothing found': '?q=zeppelin',
  issue: '?post=weekly/2023/012-time-in-logs.md',
  'English issue': '?post=letters/2023-12-21-eleven-small-tools.md',
  'missing issue': '?post=nowhere.md',
};

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it.each([
    ['desktop', { width: 1280, height: 900 }],
    ['phone', { width: 390, height: 844 }],
  ])('axe objects to nothing on a %s', async (_, viewport) => {
    const { page } = await session.open('', { colorScheme, viewport });
    for (const [name, address] of Object.entries(views)) {
      await visit(page, session.site.url + address);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((it) => it.html).join(' ')}`,
      );
      expect(found, name).toEqual([]);
    }
  });
});
