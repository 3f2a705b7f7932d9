/*
 * What is only seen when all posts are looked at together. Of each post a few short values are kept,
 * never its text.
 */
import { permalinkOf } from '../../page/site/permalinks.js';
import { isDamaged } from './rules/front_matter.js';
import { type CheckedPost, type Finding, findingOf } from './finding.js';

/** A place in a post that a later finding may point at. */
type Pointer = Omit<Finding, 'code' | 'severity' | 'message' | 'hint'>;

interface Occurrence {
  path: string;
  place: Pointer;
}

interface Term {
  /** As most posts write it. */
  spelling: string;
  posts: Occurrence[];
}

const kinds = ['tags', 'categories'] as const;

/** So many posts of ten must have a date before one without is told of. */
const mostOfTen = 8;

/** Gathers from each post what posts must not share, or should. */
export class AcrossPosts {
  readonly #titles = new Map<string, Occurrence[]>();
  readonly #addresses = new Map<string, Occurrence[]>();
  readonly #terms = { tags: new Map<string, Term>(), categories: new Map<string, Term>() };
  readonly #undated: Occurrence[] = [];
  readonly #dated = new Set<string>();
  #posts = 0;

  add(checked: CheckedPost): void {
    const { post, path, source } = checked;
    const { data } = post;
    const pointer = (at: { start: number; end: number }): Occurrence => {
      const {
        code: _code,
        severity: _severity,
        message: _message,
        ...place
      } = findingOf({ code: '', severity: 'info' }, checked, { at, message: '' });
      return { path, place };
    };
    this.#posts += 1;
    // Translations have the same title or address on purpose.
    const language = data.lang ?? '';
    if (data.title?.trim()) {
      append(
        this.#titles,
        `${language}\n${folded(data.title)}`,
        pointer(source.locateKey('title')),
      );
    }
    const where =
      data.slug !== undefined && source.bodyStart > 0
        ? source.locateKey('slug')
        : { start: 0, end: 1 };
    append(this.#addresses, `${language}\n${addressOf(checked)}`, pointer(where));
    if (data.date !== undefined) this.#dated.add(kindOf(path));
    else if (!isDamaged(post)) this.#undated.push(pointer(source.locateKey('title')));
    for (const kind of kinds) {
      for (const spelling of new Set(data[kind])) {
        const key = folded(spelling);
        const term = this.#terms[kind].get(key) ?? { spelling, posts: [] };
        term.posts.push(pointer(source.locateValue(kind, spelling)));
        this.#terms[kind].set(key, term);
      }
    }
  }

  /** Everything that was found, in no order. */
  *findings(): Iterable<Finding> {
    yield* this.#repeated(this.#titles, 'title-duplicate', (other) => ({
      message: `the post has the same title as ${other}`,
      hint: 'name what sets it apart: its number or month',
    }));
    yield* this.#repeated(this.#addresses, 'slug-duplicate', (other) => ({
      severity: 'error',
      message: `the post wants the same address as ${other}`,
      hint: 'write another slug: … into the front matter, or rename the file',
    }));
    for (const kind of kinds) yield* this.#similarTerms(kind);
    if (this.#undated.length * 10 > this.#posts * (10 - mostOfTen)) return;
    for (const { path, place } of this.#undated) {
      // A glossary beside the posts has no dates at all.
      if (kindOf(path) !== '' && !this.#dated.has(kindOf(path))) continue;
      yield {
        ...place,
        code: 'date-missing',
        severity: 'warning',
        message: 'the post has no date, which nearly all others have; lists put it last',
        hint: 'write date: 2024-05-12 into the front matter',
      };
    }
  }

  *#repeated(
    groups: ReadonlyMap<string, Occurrence[]>,
    code: string,
    words: (
      other: string,
    ) => Pick<Finding, 'message' | 'hint'> & Partial<Pick<Finding, 'severity'>>,
  ): Iterable<Finding> {
    for (const posts of groups.values()) {
      const sorted = [...posts].sort((one, other) => (one.path < other.path ? -1 : 1));
      const [first, ...others] = sorted;
      for (const { place } of others) {
        yield { ...place, code, severity: 'warning', ...words(first?.path ?? '') };
      }
    }
  }

  *#similarTerms(kind: (typeof kinds)[number]): Iterable<Finding> {
    const groups = new Map<string, Term[]>();
    for (const [key, term] of this.#terms[kind]) {
      const core = key.replace(/[\s\-_./·・]+/g, '').replace(/^#/, '');
      append(groups, core === '' ? key : core, term);
    }
    for (const terms of groups.values()) {
      // The most frequent spelling is right; of equally frequent ones the first.
      const [right, ...others] = terms.sort(
        (one, other) =>
          other.posts.length - one.posts.length || (one.spelling < other.spelling ? -1 : 1),
      );
      for (const { spelling, posts } of others) {
        for (const { place } of posts) {
          yield {
            ...place,
            code: 'term-similar',
            severity: 'warning',
            message: `'${spelling}' is nearly '${right?.spelling}', which ${count(right?.posts.length ?? 0)} among their ${kind}`,
            hint: String(right?.spelling),
          };
        }
      }
    }
  }
}

/** The folder that says what a post is one of: a section, a collection; a page's own does not. */
function kindOf(path: string): string {
  const page = path.replace(/\/(?:index|README)\.[^/]+$/i, '');
  return page.split('/').slice(0, -1).slice(0, 2).join('/');
}

function count(posts: number): string {
  return posts === 1 ? 'one other post has' : `${posts} other posts have`;
}

function append<Value>(groups: Map<string, Value[]>, key: string, value: Value): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}

function folded(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** The address that the post asks for. */
function addressOf({ path, post: { data }, site, url }: CheckedPost): string {
  const entry = { path, data, excerpt: '', words: 0, minutes: 0 };
  const { name, ending } = permalinkOf(
    url === undefined ? entry : { ...entry, url },
    site.permalinks,
  );
  return name + ending;
}
