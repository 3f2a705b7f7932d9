import { Marked, marked } from 'marked';

const FRONT_MATTER = /^\uFEFF?\s*---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;

export async function html() {
  return { marked: (body) => marked.parse(body) };
}

export async function wholeStep() {
  const { load } = await import('js-yaml');
  let outline = [];
  let ids = new Map();
  const renderer = new Marked({
    renderer: {
      heading({ tokens, depth, text }) {
        const id = unique(ids, text.trim().toLowerCase().replace(/\s+/g, '-'));
        outline.push({ level: depth, id, text });
        return `<h${depth} id="${encodeURIComponent(id)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
    },
  });
  return {
    'js-yaml + marked'(source) {
      const matter = FRONT_MATTER.exec(source);
      const data = matter === null ? {} : load(matter[1]);
      outline = [];
      ids = new Map();
      const html = renderer.parse(matter === null ? source : source.slice(matter[0].length));
      return { data, html, outline, text: html.replace(/<[^>]*>/g, '') };
    },
  };
}

function unique(ids, id) {
  const seen = ids.get(id) ?? 0;
  ids.set(id, seen + 1);
  return seen === 0 ? id : `${id}-${seen}`;
}
