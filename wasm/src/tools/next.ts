/**
 * A configuration of Next.js in which posts can be imported.
 *
 * @packageDocumentation
 */
import type { ToolOptions } from './rendering.js';

/** What of a configuration of Next.js is added to. Its own types are not needed. */
interface NextConfig {
  turbopack?: { rules?: object } | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: what webpack's configuration is, Next.js says.
  webpack?: ((config: any, context: any) => any) | null | undefined;
}

/** Options of rendering that are data: functions do not reach Turbopack's workers. */
export type BroadsheetNextOptions = Omit<ToolOptions, 'on' | 'highlight' | 'syntax'> & {
  syntax?: Omit<NonNullable<ToolOptions['syntax']>, 'wiki'> & { wiki?: boolean };
};

const loader = 'broadsheet/webpack';

/**
 * Adds the loader for `*.md` to a configuration, for Turbopack and for webpack.
 *
 * @param config what `next.config.mjs` would export otherwise
 */
export function withBroadsheet<Config extends object>(
  config: Config,
  options: BroadsheetNextOptions = {},
): Config {
  const { turbopack, webpack } = config as NextConfig;
  const added: NextConfig = {
    turbopack: {
      ...turbopack,
      rules: { ...turbopack?.rules, '*.md': { loaders: [{ loader, options }], as: '*.js' } },
    },
    webpack(given, context) {
      given.module.rules.push({ test: /\.md$/, use: [{ loader, options }] });
      return webpack?.(given, context) ?? given;
    },
  };
  return { ...config, ...added };
}
