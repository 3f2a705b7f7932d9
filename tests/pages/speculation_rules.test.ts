/* What browsers may fetch ahead is named by addresses where these tell issues, and allowed by the policy. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { build, filesOf, read } from './archive.ts';

const post = '---\ntitle: One\ndate: 2026-01-02\n---\nText.\n';

/** What may be fetched ahead from the list, and from each other page. */
function rulesIn(archive: string): { list: object; others: object[] } {
  const all = new Map<string, object>();
  for (const path of filesOf(archive, '.html')) {
    const page = read(archive, path);
    const [, text = ''] = /<script type="speculationrules">(.*?)<\/script>/.exec(page) ?? [];
    if (text === '') continue;
    const hash = createHash('sha256').update(text).digest('base64');
    expect(page, path).toContain(`sha256-${hash}`);
    all.set(path, JSON.parse(text).prefetch[0].where);
  }
  const list = all.get('index.html') ?? {};
  all.delete('index.html');
  return { list, others: [...all.values()] };
}

describe('the rules for what browsers fetch ahead', () => {
  it('name the folders of issues in lists, and links in issues', () => {
    const { list, others } = rulesIn(build({ 'one.md': post }));
    expect(list).toEqual({ href_matches: expect.arrayContaining(['{/*}?/issues/*']) });
    expect(others).toContainEqual({ selector_matches: expect.stringContaining('.neighbours a') });
  });

  it('name links in lists, too, where issues lie elsewhere', () => {
    const { list } = rulesIn(
      build({ 'one.md': post.replace('---\nText', 'url: /elsewhere/one/\n---\nText') }),
    );
    expect(list).toEqual({ selector_matches: expect.stringContaining('.issue-link') });
  });
});
