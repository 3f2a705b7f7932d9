/** Opens pages in one Chromium and reads what the fixture on them answers. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchChromium } from '../browser/chromium.mjs';

/** What a page answered, and what its console complained of. */
export interface Answered {
  answer: unknown;
  complaints: string[];
}

/** Returns a function that opens an address and waits for `globalThis.answer`. */
export function browserAnswers(): (url: string) => Promise<Answered> {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  return async (url) => {
    const context = await (browser as Browser).newContext();
    try {
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') {
          complaints.push(message.text());
        }
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.goto(url);
      await page.waitForFunction(() => 'answer' in globalThis, undefined, { timeout: 20_000 });
      const answer = await page.evaluate(() =>
        (globalThis as unknown as { answer: Promise<unknown> }).answer.catch(
          ({ name, code, message, hint }) => ({ name, code, message, hint }),
        ),
      );
      return { answer, complaints };
    } finally {
      await context.close();
    }
  };
}
