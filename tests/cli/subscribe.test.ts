/* Where readers subscribe: what the configuration says, and the form that pages have of it. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { emptyFolder, run } from './command.js';

function folderWith(subscribe: unknown): string {
  const folder = join(emptyFolder(), 'press');
  mkdirSync(folder);
  writeFileSync(join(folder, 'broadsheet.config.json'), JSON.stringify({ subscribe }));
  writeFileSync(join(folder, 'a.md'), '---\ntitle: A\ndate: 2024-01-02\n---\n\nText.\n');
  return folder;
}

async function pagesOf(subscribe: unknown): Promise<{ home: string; issue: string }> {
  const out = join(emptyFolder(), 'archive');
  const { status, stderr } = await run(['build', folderWith(subscribe), '--out', out]);
  expect(status, stderr).toBe(0);
  const read = (path: string) => readFileSync(join(out, path), 'utf8');
  return { home: read('index.html'), issue: read('issues/a/index.html') };
}

interface Form {
  action: string | undefined;
  method: string | undefined;
  fields: Record<string, string>;
  policy: string;
}

/** What a browser takes the first form of an owner for. */
function formIn(page: string): Form {
  const found: Form[] = [];
  let policy = '';
  const walk = (node: ReturnType<typeof parse> | never, form?: Form): void => {
    const element = node as unknown as {
      nodeName: string;
      attrs?: { name: string; value: string }[];
      childNodes?: never[];
    };
    const attributes = Object.fromEntries(
      (element.attrs ?? []).map(({ name, value }) => [name, value]),
    );
    let current = form;
    if (attributes['http-equiv'] === 'Content-Security-Policy') policy = attributes.content ?? '';
    if (element.nodeName === 'form' && attributes.class === 'subscribe') {
      current = { action: attributes.action, method: attributes.method, fields: {}, policy };
      found.push(current);
    }
    if (element.nodeName === 'input' && current && attributes.name !== undefined) {
      current.fields[attributes.name] =
        attributes.type === 'email' ? '@' : (attributes.value ?? '');
    }
    for (const child of element.childNodes ?? []) walk(child, current);
  };
  walk(parse(page));
  if (found[0] === undefined) throw new Error('there is no form');
  return { ...found[0], policy };
}

const uuid = '0e1f7f6c-0000-4000-8000-0123456789ab';

describe('a provider', () => {
  it.each([
    [
      { provider: 'buttondown', id: 'letters' },
      'https://buttondown.com/api/emails/embed-subscribe/letters',
      { email: '@', embed: '1' },
      "form-action 'self' https://buttondown.com https://buttondown.email",
    ],
    [
      {
        provider: 'mailchimp',
        id: 'https://ada.us1.list-manage.com/subscribe/post?u=1a2b&id=3c4d',
      },
      'https://ada.us1.list-manage.com/subscribe/post?u=1a2b&id=3c4d',
      { EMAIL: '@', b_1a2b_3c4d: '' },
      "form-action 'self' https://ada.us1.list-manage.com https://*.list-manage.com",
    ],
    [
      { provider: 'listmonk', id: uuid, host: 'https://lists.example.org/' },
      'https://lists.example.org/subscription/form',
      { email: '@', l: uuid, nonce: '' },
      "form-action 'self' https://lists.example.org;",
    ],
    [
      { provider: 'substack', id: 'ada' },
      'https://ada.substack.com/api/v1/free?nojs=true',
      { email: '@' },
      "form-action 'self' https://ada.substack.com https://substack.com",
    ],
    [
      { provider: 'convertkit', id: 123456 },
      'https://app.kit.com/forms/123456/subscriptions',
      { email_address: '@' },
      "connect-src 'self' https://app.kit.com; form-action 'self' https://app.kit.com",
    ],
    [
      { provider: 'keila', id: 'nfrm_abc', host: 'https://mail.example.org' },
      'https://mail.example.org/forms/nfrm_abc',
      { 'contact[email]': '@' },
      "form-action 'self' https://mail.example.org;",
    ],
  ])('has its own form: %j', async (subscribe, action, fields, policy) => {
    const { home, issue } = await pagesOf(subscribe);
    for (const page of [home, issue]) {
      const form = formIn(page);
      expect(form).toMatchObject({ action, method: 'post', fields });
      expect(form.policy).toContain(policy);
    }
    expect(home).toContain('class="subscribe-feed" href="index.xml"');
    expect(issue).toContain('href="#_subscribe"');
  });

  it('of which only a page works without scripts is linked', async () => {
    const { home } = await pagesOf({ provider: 'ghost', id: 'https://letters.example.org/' });
    expect(home).toContain('href="https://letters.example.org/#/portal/signup">Subscribe</a>');
    expect(home).toContain('form-action &#39;self&#39;;');
  });
});

it('may be any form, or a page', async () => {
  const subscribe = {
    action: 'https://lists.example.org/join?a=1&b="x"'.replaceAll('"', '%22'),
    method: 'GET',
    email: 'address',
    fields: { list: 'weekly', 'x"y': '<z>' },
    honeypot: 'url',
    hosts: ['https://thanks.example.org', 'https://*.example.net'],
  };
  const form = formIn((await pagesOf(subscribe)).home);
  expect(form).toMatchObject({
    action: subscribe.action,
    method: 'get',
    fields: { address: '@', list: 'weekly', 'x"y': '<z>', url: '' },
  });
  expect(form.policy).toContain(
    "form-action 'self' https://lists.example.org https://thanks.example.org https://*.example.net;",
  );
  expect(form.policy).not.toContain('connect-src');
  const { home } = await pagesOf({ href: 'https://example.org/join/' });
  expect(home).toContain('<a class="button" href="https://example.org/join/">Subscribe</a>');
});

it.each([
  ['buttondown', /expected \{ provider: buttondown/],
  [{ provider: 'pigeon', id: 'x' }, /provider is one of buttondown, mailchimp/],
  [{ provider: 'buttondown' }, /id of buttondown is the name of the newsletter/],
  [{ provider: 'buttondown', id: 'a/../b' }, /id of buttondown is/],
  [{ provider: 'listmonk', id: uuid }, /listmonk needs host/],
  [{ provider: 'buttondown', id: 'x', host: 'javascript:alert(1)' }, /host is no address/],
  [
    { provider: 'mailchimp', id: 'https://evil.example/?u=1&id=2' },
    /id of mailchimp is the action/,
  ],
  [{ action: 'javascript:alert(1)' }, /action is no address with https/],
  [{ action: "https://a.example; script-src 'unsafe-inline'" }, /action is no address/],
  [{ action: 'https://a.example/', hosts: ['https://b.example; script-src *'] }, /hosts are/],
  [{ action: 'https://a.example/', method: 'put' }, /method is post or get/],
  [{ action: 'https://a.example/', fields: [1] }, /fields are texts by name/],
  [{ action: 'https://a.example/', colour: 'red' }, /there is no colour; expected action, method/],
  [{ href: 'join/' }, /href is no address/],
  [{}, /expected one of provider, action, href/],
])('is refused where it is none: %j', async (subscribe, expected) => {
  const { status, stderr } = await run(['build', folderWith(subscribe)]);
  expect({ status, stderr }).toEqual({ status: 3, stderr: expect.stringMatching(expected) });
});
