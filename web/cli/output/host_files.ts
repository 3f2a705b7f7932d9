/*
 * What hosts are told of an archive's files: what is named by its content may be kept for ever, all
 * else is asked for again.
 */
import type { BuildStep } from './step.js';

/** The hosts that read such a file. */
export const hosts = ['cloudflare', 'netlify', 'vercel'] as const;
export type Host = (typeof hosts)[number];

const forever = 'public, max-age=31536000, immutable';
const guarded = { 'X-Content-Type-Options': 'nosniff' };

/**
 * Writes the file of a host, unless the owner has one of that name: `_headers` of Cloudflare Pages and
 * Netlify, `vercel.json` of Vercel.
 */
export function writeHostFile(host: Host): BuildStep {
  const [name, content] =
    host === 'vercel' ? ['vercel.json', vercelJson()] : ['_headers', headersFile()];
  return {
    async finish({ remarks }, output) {
      if (output.isFree(name)) await output.write(name, content);
      else remarks.push(`the site's own ${name} stays as it is`);
    },
  };
}

/** Rules that fit together: where two name one header, Cloudflare sends both values. */
function headersFile(): string {
  const lines = (path: string, headers: Record<string, string>): string =>
    [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`), ''].join('\n');
  return [lines('/assets/*', { 'Cache-Control': forever }), lines('/*', guarded)].join('\n');
}

function vercelJson(): string {
  const headers = (source: string, named: Record<string, string>) => ({
    source,
    headers: Object.entries(named).map(([key, value]) => ({ key, value })),
  });
  return `${JSON.stringify(
    {
      // Addresses end as the archive has them.
      trailingSlash: true,
      headers: [headers('/assets/(.*)', { 'Cache-Control': forever }), headers('/(.*)', guarded)],
    },
    undefined,
    2,
  )}\n`;
}
