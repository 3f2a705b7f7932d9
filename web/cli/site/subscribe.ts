/*
 * Where readers subscribe: a provider by name, any form, or a page elsewhere. Forms of providers are
 * those that they give owners to put into pages of their own.
 */
import type { Subscription } from 'broadsheet';
import { isMap } from '../generators/values.js';

type Said = Readonly<Record<string, unknown>>;

/** What a provider's form is made of, by what the owner has of it. */
interface Provider {
  /** What `id` is, in words, with an example. */
  id: string;
  isId(id: string): boolean;
  /** Where the provider runs unless the owner says; undefined where everyone has a host of their own. */
  host?: string;
  form(id: string, host: string): Subscription;
}

const word = /^[\w-]+$/;
const form = (action: string, more: Omit<Extract<Subscription, { action: string }>, 'action'>) => ({
  action,
  ...more,
});

const providers: Readonly<Record<string, Provider>> = {
  buttondown: {
    id: 'the name of the newsletter in its address, such as letters',
    isId: (id) => word.test(id),
    host: 'https://buttondown.com',
    form: (id, host) =>
      form(`${host}/api/emails/embed-subscribe/${id}`, {
        email: 'email',
        fields: { embed: '1' },
        hosts: ['https://buttondown.com', 'https://buttondown.email'],
      }),
  },
  mailchimp: {
    id: 'the action of its form, such as https://example.us1.list-manage.com/subscribe/post?u=1a2b&id=3c4d',
    isId: (id) =>
      /^https:\/\/[\w.-]+\.list-manage\.com\/subscribe\/post\?(?=.*\bu=\w+)(?=.*\bid=\w+)/.test(id),
    host: '',
    form(id) {
      const { searchParams } = new URL(id);
      // Its own scripts call the field so; who fills it in is a machine.
      const honeypot = `b_${searchParams.get('u')}_${searchParams.get('id')}`;
      const hosts = ['https://*.list-manage.com', 'https://*.mailchimp.com'];
      return form(id, { email: 'EMAIL', honeypot, hosts });
    },
  },
  listmonk: {
    id: 'the UUID of the list',
    isId: (id) => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id),
    form: (id, host) =>
      form(`${host}/subscription/form`, { email: 'email', fields: { l: id }, honeypot: 'nonce' }),
  },
  substack: {
    id: 'the first part of its address, such as letters of letters.substack.com',
    isId: (id) => /^[a-z\d-]+$/i.test(id),
    host: '',
    form: (id) =>
      form(`https://${id}.substack.com/api/v1/free?nojs=true`, {
        email: 'email',
        hosts: ['https://substack.com', 'https://*.substack.com'],
      }),
  },
  convertkit: {
    id: 'the number of the form',
    isId: (id) => word.test(id),
    host: 'https://app.kit.com',
    form: (id, host) =>
      form(`${host}/forms/${id}/subscriptions`, {
        email: 'email_address',
        hosts: ['https://*.kit.com', 'https://*.convertkit.com'],
        inPlace: true,
      }),
  },
  // Its members sign up by a script of its own: what works without is its page.
  ghost: {
    id: 'the address of the site, such as https://letters.example.org',
    isId: isHttp,
    host: '',
    form: (id) => ({ href: `${id.replace(/\/+$/, '')}/#/portal/signup` }),
  },
  keila: {
    id: 'the name of the form, such as nfrm_a1b2c3',
    isId: (id) => word.test(id),
    host: 'https://app.keila.io',
    form: (id, host) => form(`${host}/forms/${id}`, { email: 'contact[email]' }),
  },
};

/** What a configuration may say. */
export const subscribeExample =
  '{ provider: buttondown, id: letters }, { action: https://lists.example.org/join }, or ' +
  '{ href: https://example.org/join/ }';

/** What is wrong with what is said; undefined where nothing is. */
export function wrongWithSubscribe(said: unknown): string | undefined {
  if (!isMap(said)) return `expected ${subscribeExample}`;
  const known = keysOf(said);
  if (known === undefined) return `expected one of provider, action, href: ${subscribeExample}`;
  const other = Object.keys(said).find((key) => !known.includes(key));
  if (other !== undefined) return `there is no ${other}; expected ${known.join(', ')}`;
  if ('provider' in said) return wrongWithProvider(said);
  if ('href' in said) return isHttp(said.href) ? undefined : 'href is no address with https://';
  return wrongWithForm(said);
}

function keysOf(said: Said): readonly string[] | undefined {
  if ('provider' in said) return ['provider', 'id', 'host'];
  if ('action' in said)
    return ['action', 'method', 'email', 'fields', 'honeypot', 'inPlace', 'hosts'];
  return 'href' in said ? ['href'] : undefined;
}

function wrongWithProvider({ provider, id, host }: Said): string | undefined {
  const found =
    typeof provider === 'string' && Object.hasOwn(providers, provider)
      ? providers[provider]
      : undefined;
  if (found === undefined) return `provider is one of ${Object.keys(providers).join(', ')}`;
  if (!isText(id) || !found.isId(String(id))) return `id of ${provider} is ${found.id}`;
  if (host === undefined)
    return found.host === undefined
      ? `${provider} needs host, the address at which it runs`
      : undefined;
  return isHttp(host) && !/[?#]/.test(String(host))
    ? undefined
    : 'host is no address with https://';
}

function wrongWithForm({ action, method, email, fields, honeypot, inPlace, hosts }: Said) {
  if (!isHttp(action)) return 'action is no address with https://';
  if (method !== undefined && !/^(?:post|get)$/i.test(String(method)))
    return 'method is post or get';
  if (email !== undefined && !isText(email)) return 'email is the name of the field';
  if (honeypot !== undefined && !isText(honeypot)) return 'honeypot is the name of a field';
  if (fields !== undefined && !(isMap(fields) && Object.values(fields).every(isText)))
    return 'fields are texts by name, such as { list: weekly }';
  if (inPlace !== undefined && typeof inPlace !== 'boolean') return 'inPlace is true or false';
  const areHosts = Array.isArray(hosts) && hosts.every((host) => isHost(host));
  if (hosts !== undefined && !areHosts)
    return 'hosts are addresses without paths, such as [https://thanks.example.org]';
  return undefined;
}

/** What is said, as pages have it. @param said what nothing is wrong with */
export function subscriptionOf(said: Said): Subscription {
  const { provider, id, host, href, action } = said;
  if (typeof provider === 'string') {
    const found = providers[provider] as Provider;
    const at = String(host ?? found.host ?? '').replace(/\/+$/, '');
    return found.form(String(id), at);
  }
  if (href !== undefined) return { href: String(href) };
  const { method, email = 'email', fields, honeypot, inPlace, hosts } = said;
  return {
    ...{ action: String(action), email: String(email) },
    ...(String(method).toLowerCase() === 'get' ? { method: 'get' as const } : {}),
    ...(isMap(fields)
      ? {
          fields: Object.fromEntries(
            Object.entries(fields).map(([key, value]) => [key, String(value)]),
          ),
        }
      : {}),
    ...(honeypot === undefined ? {} : { honeypot: String(honeypot) }),
    ...(inPlace === true ? { inPlace } : {}),
    ...(Array.isArray(hosts) ? { hosts: hosts.map(String) } : {}),
  };
}

function isText(value: unknown): boolean {
  return (typeof value === 'string' && value.trim() !== '') || typeof value === 'number';
}

/** An address whose host can stand in a policy: without blanks, quotes, commas and semicolons. */
function isHttp(value: unknown): boolean {
  if (typeof value !== 'string' || !/^https?:\/\/[^\s"'<>;,]+$/i.test(value)) return false;
  return URL.canParse(value);
}

function isHost(value: unknown): boolean {
  return typeof value === 'string' && /^https?:\/\/(?:\*\.)?[\w.-]+(?::\d+)?$/i.test(value);
}
