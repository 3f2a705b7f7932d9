/* The four questions that `broadsheet init` asks on a terminal; Enter takes what stands in brackets. */
import { isBase } from '../site/configuration.js';
import { wrongWithSubscribe } from '../site/subscribe.js';
import type { Beginning } from './init_files.js';

/** Asks for a line; undefined where there is nobody to answer any more. */
export type Ask = (question: string) => Promise<string | undefined>;

/** Providers of whom a name is enough. */
const byName = ['buttondown', 'substack', 'convertkit', 'keila'];

/**
 * Asks for name, folder of the posts, address and subscribing.
 *
 * @param known what is taken where nothing is answered
 * @param say tells what is wrong with an answer
 */
export async function askBeginning(
  ask: Ask,
  known: Beginning,
  say: (line: string) => void,
): Promise<Beginning> {
  const title = (await ask(`Name of the newsletter [${known.title}]: `))?.trim() || known.title;
  const posts = await until(ask, say, 'Folder of the posts [this one]: ', (answer) =>
    /^(?:\/|~|\.\.|[a-z]:)|(?:^|\/)\.\.(?:\/|$)/i.test(answer)
      ? 'Name a folder below this one, such as posts.'
      : undefined,
  );
  const baseURL = await until(
    ask,
    say,
    `Address of the archive, if it has one [${known.baseURL ?? 'none yet'}]: `,
    (answer) => (isBase(answer) ? undefined : 'It begins with https://, without ? and #.'),
  );
  const subscribe = await until(
    ask,
    say,
    `Where readers subscribe: an address, or ${byName.join(', ')} and your name there [none yet]: `,
    (answer) => wrongWithSubscribe(subscribeOf(answer)),
  );
  const folder = posts?.replace(/^(?:\.\/)+|\/+$/g, '');
  return {
    ...known,
    title,
    ...(folder === undefined || folder === '' || folder === '.' ? {} : { posts: folder }),
    ...(baseURL === undefined ? {} : { baseURL }),
    ...(subscribe === undefined ? {} : { subscribe: JSON.stringify(subscribeOf(subscribe)) }),
  };
}

/** Asks until there is nothing wrong with the answer; undefined for none. */
async function until(
  ask: Ask,
  say: (line: string) => void,
  question: string,
  wrong: (answer: string) => string | undefined,
): Promise<string | undefined> {
  for (;;) {
    const answer = (await ask(question))?.trim();
    if (answer === undefined || answer === '') return undefined;
    const problem = wrong(answer);
    if (problem === undefined) return answer;
    say(problem);
  }
}

function subscribeOf(answer: string): Record<string, string> {
  const [, provider = '', id = ''] = /^(\w+)[\s:,]+(\S+)$/.exec(answer) ?? [];
  return byName.includes(provider.toLowerCase())
    ? { provider: provider.toLowerCase(), id }
    : { href: answer };
}
