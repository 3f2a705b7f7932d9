import { init, renderHtml } from 'broadsheet';
import { beforeAll, expect, test } from 'vitest';
import { readExamples } from '../spec/export-examples.mjs';

beforeAll(() => init());

test('the commonmark profile renders all 652 examples of the specification', () => {
  const examples = readExamples();
  expect(examples).toHaveLength(652);
  const wrong = examples
    .map((example) => ({
      ...example,
      rendered: renderHtml(example.markdown, { profile: 'commonmark' }),
    }))
    .filter(({ html, rendered }) => rendered !== html);
  expect(wrong).toEqual([]);
});
