/* Small sites, described in a few lines each. */

export type Format = 'yaml' | 'toml' | 'json';

/** What a generator may be told to publish besides. */
export type Variant = 'plain' | 'drafts' | 'future' | 'expired';

/** A site of a generator. */
export interface SiteDescription {
  name: string;
  generator: 'hugo' | 'jekyll';
  /** By path. */
  files: Readonly<Record<string, string>>;
  /** Files whose answers differ from the generator's, and why. */
  differences?: Readonly<Record<string, string>>;
}

/** A page with its front matter. */
export function page(values: Readonly<Record<string, unknown>>, format: Format = 'yaml'): string {
  return `${frontMatter(values, format)}\nText of the page.\n`;
}

function frontMatter(values: Readonly<Record<string, unknown>>, format: Format): string {
  if (format === 'json') return `${JSON.stringify(values, undefined, 2)}\n`;
  if (format === 'toml') return `+++\n${tomlOf(values)}+++\n`;
  // JSON is YAML.
  const lines = Object.entries(values).map(([key, value]) => `${key}: ${yamlOf(value)}\n`);
  return `---\n${lines.join('')}---\n`;
}

/** Plain where it can be: dates and texts are what they look like, as people write them. */
function yamlOf(value: unknown): string {
  return typeof value === 'string' &&
    /^[\p{L}\p{N}][\p{L}\p{N} .:/+-]*$/u.test(value) &&
    !/: |:$/.test(value)
    ? value
    : JSON.stringify(value);
}

/** Values, and then tables: TOML wants them in this order. */
export function tomlOf(values: Readonly<Record<string, unknown>>, inside = ''): string {
  const plain: string[] = [];
  const tables: string[] = [];
  for (const [key, value] of Object.entries(values)) {
    const name = /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
    const path = inside === '' ? name : `${inside}.${name}`;
    if (Array.isArray(value) && value.some(isTable)) {
      for (const item of value) tables.push(`[[${path}]]\n${tomlOf(item as Table, path)}`);
    } else if (isTable(value)) tables.push(`[${path}]\n${tomlOf(value, path)}`);
    else plain.push(`${name} = ${tomlValue(value)}\n`);
  }
  return plain.join('') + tables.join('');
}

type Table = Readonly<Record<string, unknown>>;

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function tomlValue(value: unknown): string {
  const isDate =
    typeof value === 'string' && /^\d{4}-\d\d-\d\d(?:T[\d:]+(?:Z|[+-]\d\d:\d\d)?)?$/.test(value);
  return isDate ? String(value) : JSON.stringify(value);
}
