import { readFrontMatter, memberOf } from '../front_matter.js';
import { remarksAsDiagnostics } from '../remarks.js';
import { type ResolvedSource, tracedSource } from '../resolved_source.js';
import { TracedText } from '../traced_text.js';
import { PostSite } from './liquid_site.js';
import { renderLiquid } from './liquid/render.js';
import { parseTemplate } from './liquid/template.js';
import type { JekyllRules } from './rules.js';
import type { JekyllFiles } from './site_files.js';

const mayHoldLiquid = /\{[{%]/;

/**
 * A post with its Liquid carried out, as Jekyll does before it reads Markdown, in code too; undefined
 * where there is none.
 *
 * @param path relative to the site's folder
 */
export function jekyllText(
  files: JekyllFiles,
  rules: JekyllRules,
  path: string,
  source: string,
): ResolvedSource | undefined {
  if (!mayHoldLiquid.test(source)) return undefined;
  const front = readFrontMatter(source);
  if (memberOf(front.data, 'render_with_liquid') === false) return undefined;
  const body = source.slice(front.written.length);
  if (!mayHoldLiquid.test(body)) return undefined;
  const site = new PostSite(files, rules, path, front);
  const rendered = renderLiquid(parseTemplate(body), site, front.written.length);
  const text = withFrontMatter(front.written, rendered.text);
  return {
    ...tracedSource(source, text),
    diagnostics: remarksAsDiagnostics(rendered.remarks, source),
    inputs: site.inputs(),
  };
}

/** Braces that are left are text: the core is told so as Jekyll would be. */
function withFrontMatter(written: string, body: TracedText): TracedText {
  const text = new TracedText();
  const line = 'render_with_liquid: false\n';
  const [, opening] = /^(\uFEFF?\s*---[ \t]*\r?\n)/.exec(written) ?? [];
  if (!mayHoldLiquid.test(body.text)) text.copy(written, 0);
  else if (opening === undefined) text.put(`---\n${line}---\n`, { file: undefined, offset: 0 });
  else {
    text.copy(opening, 0);
    text.put(line, { file: undefined, offset: opening.length });
    text.copy(written.slice(opening.length), opening.length);
  }
  text.append(body);
  return text;
}
