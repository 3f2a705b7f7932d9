import { describe, expect, it } from 'vitest';
import { samples, serveArchive } from './archive_site.ts';
import { titles } from './reader.ts';
import { startSession } from './session.ts';

const session = startSession(() => serveArchive(samples, { live: true }));

describe('while the owner writes', () => {
  it('the list takes up changes and keeps filter, words and focus', async () => {
    const { page } = await session.open('?lang=en');
    await page.getByRole('searchbox').fill('changelog');
    await page.getByRole('link', { name: 'What a changelog is for' }).waitFor();
    const { posts } = session.site.manifest;
    const letter = posts.find(({ data }) => data.title === 'What a changelog is for');
    if (letter === undefined) throw new Error('The sample letter on changelogs is gone.');
    letter.data = { ...letter.data, title: 'What code changes are for' };
    session.site.announce();
    await page.getByRole('link', { name: 'What code changes are for' }).waitFor();
    expect(await titles(page)).not.toContain('What a changelog is for');
    expect(await page.getByRole('searchbox').inputValue()).toBe('changelog');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('words');
  });

  it('an open issue is set anew where the reader is', async () => {
    const { page } = await session.open('issues/eleven-small-tools/');
    await page.evaluate(() => scrollTo(0, 700));
    await page.waitForTimeout(300);
    await page.route('**/posts/letters/2023-12-21*', async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace('## What left', '## What went');
      await route.fulfill({ response, body });
    });
    session.site.announce();
    await page.getByRole('heading', { name: 'What went' }).waitFor();
    await page.waitForFunction(() => Math.abs(scrollY - 700) <= 2);
  });
});
