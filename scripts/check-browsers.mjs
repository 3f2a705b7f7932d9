/*
 * Holds what browsers load to the versions in web/browsers.json: the functions, objects, properties,
 * selectors and attributes that the sources name, by the data of MDN. What is younger has to be asked
 * for before it is used, and stands below with the reason why nothing breaks without it.
 *
 *   node scripts/check-browsers.mjs
 *
 * A property is reported when all objects that have one of its name are too young for it: of what
 * type a value is, is not known here. The test of older browsers deletes them all and looks.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(join(root, 'web/package.json'));
const { parseSync } = await import(pathToFileURL(require.resolve('vite')).href);
const data = JSON.parse(
  readFileSync(join(root, 'node_modules/@mdn/browser-compat-data/data.json'), 'utf8'),
);
const floor = JSON.parse(readFileSync(join(root, 'web/browsers.json'), 'utf8'));

/** Younger, and asked for before they are used; or only better with them. */
const allowed = new Map([
  ['Highlight', 'asked for by typeof: marks.ts'],
  ['highlights', 'asked for: marks.ts'],
  ['requestIdleCallback', 'asked for: connection.ts'],
  ['connection', 'asked for: connection.ts'],
  ['saveData', 'of what is asked for: connection.ts'],
  ['effectiveType', 'of what is asked for: connection.ts'],
  ['ClipboardItem', 'asked for: tools.ts'],
  ['trustedTypes', 'asked for: set-html.ts'],
  ['createHTML', 'of what is asked for: set-html.ts'],
  ['createScriptURL', 'of what is asked for: set-html.ts'],
  ['createPolicy', 'of what is asked for: set-html.ts'],
  ['fetchpriority', 'only an order of loading: document.ts'],
  ['text-autospace', 'a nicety, with a test before it: first-paint.js'],
  ['text-spacing-trim', 'a nicety'],
  ['text-wrap', 'a nicety'],
  ['text-box', 'a nicety'],
  ['hanging-punctuation', 'a nicety'],
  ['scrollbar-gutter', 'a nicety: the place of the bar is kept'],
  ['content-visibility', 'a nicety: rows out of sight cost nothing'],
  ['contain-intrinsic-size', 'goes with content-visibility'],
  ['contain-intrinsic-block-size', 'goes with content-visibility'],
  ['contain-intrinsic-height', 'goes with content-visibility'],
  ['text-size-adjust', 'beside its prefixed form'],
  ['::highlight', 'goes with Highlight'],
  ['scrollbar-width', 'a nicety'],
  ['scrollbar-color', 'a nicety'],
  ['overflow-anchor', 'a nicety'],
  ['accent-color', 'a nicety: some draw their own colour'],
  ['::details-content', 'a nicety: contents open at once'],
  [':has', 'niceties of print and lists'],
  ['region', 'of `dataset`'],
  ['minBlockSize', 'of `style`'],
]);

const engines = Object.entries(floor);

/** The engines whose promised version does not have it. */
function lacking(compat) {
  return engines
    .filter(([engine, version]) => {
      const support = [compat.support[engine] ?? []].flat();
      return !support.some(
        ({
          version_added: added,
          version_removed: removed,
          flags,
          prefix,
          alternative_name: other,
        }) =>
          typeof added === 'string' &&
          flags === undefined &&
          prefix === undefined &&
          other === undefined &&
          removed === undefined &&
          !isNewer(added.replace('≤', ''), version),
      );
    })
    .map(([engine, version]) => `${engine} ${version}`);
}

function isNewer(one, other) {
  if (one === 'preview') return true;
  const [a, b] = [one, other].map((text) => text.split('.').map(Number));
  return a[0] !== b[0] ? a[0] > b[0] : (a[1] ?? 0) > (b[1] ?? 0);
}

const globals = new Map();
const statics = new Map();
const members = new Map();
for (const space of [data.api, data.javascript.builtins]) {
  for (const [owner, entry] of Object.entries(space)) {
    if (entry.__compat) globals.set(owner, [...(globals.get(owner) ?? []), entry.__compat]);
    for (const [key, member] of Object.entries(entry)) {
      if (key === '__compat' || !member.__compat) continue;
      const name = key.replace(/_static$/, '').replace(/_event$/, '');
      if (key.endsWith('_static')) statics.set(`${owner}.${name}`, member.__compat);
      members.set(name, [...(members.get(name) ?? []), member.__compat]);
      if (owner === 'Window' || owner === 'WorkerGlobalScope') {
        globals.set(name, [...(globals.get(name) ?? []), member.__compat]);
      }
    }
  }
}

/** What all of some entries lack; nothing when one of them is old enough. */
function commonlyLacking(entries = []) {
  const all = entries.map(lacking);
  return all.length > 0 && all.every((list) => list.length > 0) ? all[0] : [];
}

const found = [];
function report(file, line, name, list) {
  if (list.length > 0 && !allowed.has(name) && !allowed.has(name.split('.').pop())) {
    found.push(`${file}:${line}: ${name} is younger than ${list.join(', ')}`);
  }
}

/** Names of members that our own types and objects have: what they are called says nothing. */
const ownMembers = new Set();

function noteMembers(node) {
  if (node === null || typeof node !== 'object') return;
  const isMember =
    /^(?:TSPropertySignature|TSMethodSignature|PropertyDefinition|MethodDefinition|Property|TSParameterProperty|TSAbstractMethodDefinition)$/;
  if (isMember.test(node.type) && node.key?.type === 'Identifier' && !node.computed) {
    ownMembers.add(node.key.name);
  }
  for (const value of Object.values(node)) noteMembers(value);
}

function parsed(file, text) {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
  return program;
}

function checkScript(file, text) {
  const program = parsed(file, text);
  const lineAt = (offset) => text.slice(0, offset).split('\n').length;
  const own = new Set();
  const uses = [];
  walk(program, (node, parent, key) => {
    if (node.type === 'MemberExpression' && node.property.type === 'PrivateIdentifier') return;
    if (node.type === 'MemberExpression' && !node.computed) {
      const object = node.object.type === 'Identifier' ? node.object.name : undefined;
      uses.push({ object, name: node.property.name, at: node.start });
    } else if (node.type === 'Identifier') {
      const isName =
        (parent.type === 'MemberExpression' && key === 'property' && !parent.computed) ||
        (parent.type === 'Property' && key === 'key' && !parent.shorthand) ||
        /^(?:MethodDefinition|PropertyDefinition|Import|Export)/.test(parent.type);
      const isDeclared =
        /Declarator$|Function|^CatchClause|^Class|Pattern|^AssignmentPattern|^RestElement/.test(
          parent.type,
        ) &&
        key !== 'init' &&
        key !== 'superClass' &&
        key !== 'body';
      if (isDeclared || /^Import/.test(parent.type)) own.add(node.name);
      else if (!isName) uses.push({ name: node.name, isGlobal: true, at: node.start });
    }
  });
  for (const { object, name, isGlobal, at } of uses) {
    if (isGlobal) {
      if (!own.has(name)) report(file, lineAt(at), name, commonlyLacking(globals.get(name)));
      continue;
    }
    const fixed = object !== undefined && !own.has(object) && statics.get(`${object}.${name}`);
    if (fixed) report(file, lineAt(at), `${object}.${name}`, lacking(fixed));
    else if (!ownMembers.has(name))
      report(file, lineAt(at), name, commonlyLacking(members.get(name)));
  }
}

function walk(node, visit, parent = {}, key = '') {
  if (node === null || typeof node !== 'object') return;
  if (Array.isArray(node)) {
    for (const one of node) walk(one, visit, parent, key);
    return;
  }
  if (typeof node.type !== 'string') return;
  // Types are gone when browsers come to see it; what is cast is not.
  const inner = /^TS(?:As|NonNull|Satisfies|TypeAssertion)/.test(node.type);
  if (node.type.startsWith('TS') && !inner) return;
  visit(node, parent, key);
  for (const [name, value] of Object.entries(node)) {
    if (name !== 'type' && typeof value === 'object') walk(value, visit, node, name);
  }
}

function checkStyles(file, text) {
  const plain = text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
  plain.split('\n').forEach((line, index) => {
    const [, property] = /^\s*([a-z-]+)\s*:[^:]/.exec(line) ?? [];
    const of = property && data.css.properties[property]?.__compat;
    if (of) report(file, index + 1, property, lacking(of));
    for (const [, colons, name] of line.matchAll(/(::?)([a-z-]+)/g)) {
      const selector = data.css.selectors[name]?.__compat;
      if (selector && /[{,]\s*$|^\s*[^:]*:{1,2}[a-z-]+[^;]*$/.test(line) && !property) {
        report(file, index + 1, `${colons}${name}`, lacking(selector));
      }
    }
    const [, rule] = /^\s*@([a-z-]+)/.exec(line) ?? [];
    const atRule = rule && data.css['at-rules'][rule]?.__compat;
    if (atRule) report(file, index + 1, `@${rule}`, lacking(atRule));
  });
}

/** Attributes by name, of all elements. */
const attributes = new Map();
for (const element of [data.html.global_attributes, ...Object.values(data.html.elements)]) {
  for (const [name, entry] of Object.entries(element)) {
    if (entry.__compat) attributes.set(name, [...(attributes.get(name) ?? []), entry.__compat]);
  }
}

function checkTemplates(file, text) {
  text.split('\n').forEach((line, index) => {
    for (const [, element, rest] of line.matchAll(/<([a-z][a-z0-9]*)\b([^>]*)/g)) {
      const of = data.html.elements[element]?.__compat;
      if (of) report(file, index + 1, `<${element}>`, lacking(of));
      for (const [, name] of rest.matchAll(/\s([a-z]+)(?==|[\s>])/g)) {
        report(file, index + 1, name, commonlyLacking(attributes.get(name)));
      }
    }
  });
}

/** What Node alone runs. */
const forNode = /(?:_node|worker_thread_node|inline_node)\.ts$|entries\/node\.ts$/;
const names = ['web/page', 'wasm/src'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true }).map((name) => `${folder}/${name}`),
);
const sources = names
  .filter((name) => /\.(?:ts|js|css)$/.test(name) && !forNode.test(name))
  .map((name) => [name, readFileSync(join(root, name), 'utf8')]);
for (const [name, text] of sources) if (!name.endsWith('.css')) noteMembers(parsed(name, text));
for (const [name, text] of sources) {
  if (name.endsWith('.css')) checkStyles(name, text);
  else checkScript(name, text);
  if (name.startsWith('web/page/templates/')) checkTemplates(name, text);
}
if (sources.length < 50) throw new Error('There is next to nothing to check.');
for (const line of found) console.error(line);
console.log(
  found.length === 0
    ? `check-browsers: ${sources.length} files keep to ${engines.map((one) => one.join(' ')).join(', ')}`
    : `check-browsers: ${found.length} uses of what promised browsers lack; ask before use, and say so in scripts/check-browsers.mjs`,
);
process.exitCode = found.length === 0 ? 0 : 1;
