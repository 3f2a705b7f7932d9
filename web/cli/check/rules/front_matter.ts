import type { Post } from 'broadsheet';
import { loadAll } from 'js-yaml';
import { isLanguageCode } from '../../site/language.js';
import type { CheckedPost, Rule, Verdict } from '../finding.js';

/** Characters that Windows forbids in names, and the names of its devices. */
const unheldByWindows = /[<>:"|?*\\]|[. ]$|^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.|$)/i;

/** A year that is surely a slip of the hand. */
const oldestYear = 1990;

/** What is wrong with a post's front matter, besides what the core says of it. */
export const frontMatterRules: readonly Rule[] = [
  {
    code: 'front-matter-lenient',
    severity: 'warning',
    *find(checked) {
      const verdict = strictVerdict(checked);
      if (verdict !== undefined) yield verdict;
    },
  },
  {
    code: 'front-matter-not-first',
    severity: 'warning',
    *find({ source: { text, bodyStart } }) {
      const blanks = /^\uFEFF?([ \t\r\n]+)(?=---|\+\+\+)/.exec(text)?.[1];
      if (bodyStart === 0 || blanks === undefined) return;
      const start = text.startsWith('\uFEFF') ? 1 : 0;
      yield {
        at: { start, end: start + blanks.length },
        message: 'blank lines stand before the front matter, which other readers then miss',
        hint: 'begin the file with the line ---',
        replacement: '',
      };
    },
  },
  {
    code: 'title-missing',
    severity: 'warning',
    *find({ source, post }) {
      const head = source.text.slice(0, source.bodyStart);
      if (head === '' || isDamaged(post) || post.toc.length > 0) return;
      if (/^[ \t"]*title["\s]*[:=][ \t]*(?!""|'')\S/im.test(head)) return;
      yield {
        at: source.locateKey('title'),
        message: `the front matter has no title, nor has the post a heading; '${post.data.title ?? ''}' is shown`,
        hint: 'write title: … into the front matter',
      };
    },
  },
  {
    code: 'date-unlikely',
    severity: 'warning',
    *find({ source, post: { data } }) {
      const year = Number(data.date?.slice(0, 4));
      const latest = new Date().getFullYear() + 5;
      if (data.date === undefined || (year >= oldestYear && year <= latest)) return;
      yield {
        at: source.locateKey('date'),
        message: `the post is dated in the year ${year}`,
        hint: 'check the year for a typing error',
      };
    },
  },
  {
    code: 'url-elsewhere',
    severity: 'warning',
    *find({ source, post: { data } }) {
      for (const [key, value] of Object.entries(data)) {
        if (!/^(?:url|permalink)$/i.test(key) || typeof value !== 'string') continue;
        if (!/^(?:[a-z][a-z\d+.-]*:)?\/\//i.test(value)) continue;
        yield {
          at: source.locateKey(key),
          message: `${key} names another host; it is kept as data, and the post stands at its usual address`,
          hint: `write the path alone, ${key}: /letters/spring/, to say where the post stands`,
        };
      }
    },
  },
  {
    code: 'language-unknown',
    severity: 'warning',
    *find({ source, post: { data }, site }) {
      const { lang } = data;
      if (lang === undefined || site.languages.includes(lang) || isLanguageCode(lang)) return;
      if (isLongTag(lang)) return;
      yield {
        at: source.locateKey('lang'),
        message: `'${lang}' is not the code of a language`,
        hint: 'write a code such as en, zh or zh-TW',
      };
    },
  },
  {
    code: 'term-is-list',
    severity: 'warning',
    *find({ source, post }) {
      if (isDamaged(post)) return;
      for (const key of ['tags', 'categories'] as const) {
        for (const term of post.data[key]) {
          const parts = term.split(/[,，、;；]\s*/).filter((part) => part.trim() !== '');
          if (parts.length < 2) continue;
          yield {
            at: source.locateValue(key, term),
            message: `one of the ${key} holds ${parts.length}: '${term}'`,
            hint: `write them as a list: ${key}: [${parts.join(', ')}]`,
          };
        }
      }
    },
  },
  {
    code: 'term-repeated',
    severity: 'warning',
    *find({ source, post: { data } }) {
      for (const key of ['tags', 'categories'] as const) {
        const seen = new Set<string>();
        for (const term of data[key]) {
          const folded = term.trim().toLowerCase();
          if (seen.has(folded)) {
            yield {
              at: source.locateValue(key, term),
              message: `'${term}' stands twice among the ${key}`,
              hint: 'take one of them out',
            };
          }
          seen.add(folded);
        }
      }
    },
  },
  {
    code: 'body-empty',
    severity: 'warning',
    *find({ source, post }) {
      const { text, bodyStart } = source;
      if (bodyStart === 0 || text.slice(bodyStart).trim() !== '' || post.data.draft) return;
      // A page of its own layout, a search say, is made by that.
      if (typeof post.data.layout === 'string' && post.data.layout !== 'post') return;
      const at = Math.max(0, Math.min(source.bodyStart, source.text.length) - 1);
      yield {
        at: { start: at, end: at + 1 },
        message: 'nothing stands below the front matter',
        hint: 'write the post, or mark it with draft: true until it is written',
      };
    },
  },
  {
    code: 'file-name',
    severity: 'info',
    *find({ path }) {
      const bad = path.split('/').find((part) => unheldByWindows.test(part));
      if (bad === undefined) return;
      yield {
        at: { start: 0, end: 1 },
        message: `Windows cannot hold a file of this name: '${bad}'`,
        hint: 'leave out < > : " | ? * \\, a dot or blank at the end, and names of devices such as con',
      };
    },
  },
];

/** Whether the front matter could only be read in part; what is missing then says nothing. */
export function isDamaged({ diagnostics }: Post): boolean {
  return diagnostics.some(({ code }) => /-syntax$|^front-matter-|^date-unreadable$/.test(code));
}

/** What the YAML reader of most other tools refuses though the core reads it. */
function strictVerdict({ source, post }: CheckedPost): Verdict | undefined {
  const head = source.text.slice(0, source.bodyStart);
  const opening = /^\uFEFF?\s*---[ \t]*\r?\n/.exec(head)?.[0];
  // Errors and repeated keys are the core's findings.
  if (opening === undefined) return undefined;
  if (post.diagnostics.some(({ code }) => /^yaml-|^key-duplicate|^quote-/.test(code)))
    return undefined;
  const yaml = head.slice(opening.length).replace(/(?:---|\.\.\.)[ \t]*\r?\n?$/, '');
  try {
    loadAll(yaml);
    return undefined;
  } catch (error) {
    const { reason, mark } = error as { reason?: string; mark?: { position?: number } };
    if (reason === undefined) return undefined;
    const start = Math.min(opening.length + (mark?.position ?? 0), source.bodyStart);
    const { line } = source.position(start);
    return {
      at: { start, end: start + 1 },
      message: `strict readers of YAML refuse this front matter: ${reason}`,
      hint: hintFor(source.line(line)),
    };
  }
}

function hintFor(line: string): string {
  if (line.includes('\t'))
    return `write blanks for the tab: ${line.replace(/\t+/g, ' ').trimEnd()}`;
  if (/^["'\]}]/.test(line)) return `put the ${line.trim()[0]} at the end of the line above`;
  return 'quote the value, or indent it below its key';
}

function isLongTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1 && isLanguageCode(tag.split('-')[0] ?? '');
  } catch {
    return false;
  }
}
