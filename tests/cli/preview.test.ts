/* `serve` shows an issue as mail, text and article, to those who write it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { launchBrowser } from '../browser/browser.mjs';
import { emptyFolder, serve } from './command.js';

/** A picture of one pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

function letters(): string {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'pictures'));
  writeFileSync(join(folder, 'pictures/bed.png'), png);
  writeFileSync(
    join(folder, 'spring.md'),
    '---\ntitle: Spring\ndate: 2024-05-12\n---\n\n## Beds\n\nText <b onclick="x()">b</b> [w](winter.md).\n\n![bed](pictures/bed.png)\n',
  );
  writeFileSync(
    join(folder, 'winter.md'),
    '---\ntitle: Winter\ndate: 2024-01-02\n---\n\nIt snows.\n',
  );
  return folder;
}

it('is led to from the issue, and shows all forms with the pictures of the folder', async () => {
  const { url } = await serve([letters(), '--port', '0']);
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  const failed: string[] = [];
  page.on('requestfailed', (request) => {
    // The page's own line to the server ends where the page does.
    if (!request.url().endsWith('/events')) failed.push(request.url());
  });
  await page.goto(`${url}issues/spring/`);
  await page.click('a[href*="preview/?issue="]');
  await page.waitForURL(/preview\/\?issue=spring\.md/);

  await page.click('label[for="mail"]');
  const mail = page.frameLocator('iframe.mail');
  await mail.getByRole('heading', { name: 'Beds' }).waitFor();
  expect(await mail.locator('img').evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBe(
    1,
  );
  expect(await mail.getByRole('link', { name: 'w', exact: true }).getAttribute('href')).toBe(
    `${url}issues/winter/`,
  );
  for (const [name, width] of [
    ['mail-375', 375],
    ['mail-600', 600],
  ] as const) {
    await page.click(`label[for="${name}"]`);
    const frame = page.frameLocator(`iframe.${name}`);
    await frame.getByRole('heading', { name: 'Beds' }).waitFor();
    const widths = await frame
      .locator('body')
      .evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
    expect(widths, name).toEqual([width, width]);
  }
  await page.click('label[for="text"]');
  await page.frameLocator('iframe.text').getByText('Beds ====').waitFor();
  await page.click('label[for="wechat"]');
  const article = page.frameLocator('iframe.wechat');
  await article.locator('#copy').click();
  await article.getByText('已复制').waitFor();
  expect(failed).toEqual([]);
});

it('is there for issues alone, lets nothing run in a mail, and is gone without watching', async () => {
  const folder = letters();
  const { url } = await serve([folder, '--port', '0']);
  const mail = await fetch(`${url}preview/mail.html?issue=spring.md`);
  expect(mail.status).toBe(200);
  expect(mail.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await mail.text()).not.toContain('onclick');
  for (const path of ['', '?issue=none.md', '?issue=../spring.md', 'x.html?issue=spring.md']) {
    expect((await fetch(`${url}preview/${path}`)).status, path).toBe(404);
  }
  const still = await serve([folder, '--port', '0', '--no-watch']);
  expect((await fetch(`${still.url}preview/?issue=spring.md`)).status).toBe(404);
  expect(await (await fetch(`${still.url}issues/spring/`)).text()).not.toContain('preview/');
});
