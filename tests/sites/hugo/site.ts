/* What the small Hugo sites are made of. */
import { type Format, type SiteDescription, tomlOf } from '../description.js';

export const formats: readonly Format[] = ['yaml', 'toml', 'json'];

/** A site with a configuration in TOML. */
export function site(
  name: string,
  configuration: Readonly<Record<string, unknown>>,
  files: Readonly<Record<string, string>>,
  differences?: Readonly<Record<string, string>>,
): SiteDescription {
  const config = tomlOf({ baseURL: 'https://example.org/', title: 'The Press', ...configuration });
  return {
    ...{ name: `hugo-${name}`, generator: 'hugo' as const },
    files: { 'config.toml': config, ...files },
    ...(differences === undefined ? {} : { differences }),
  };
}

export const past = '2020-01-02';
export const future = '2999-01-02';
export const dated = (title: string, more: Readonly<Record<string, unknown>> = {}) => ({
  ...{ title, date: '2023-05-06T07:08:09+08:00' },
  ...more,
});

/** The languages of a site, as its configuration has them. */
export const languages = {
  zh: { weight: 1, languageName: '中文' },
  en: { weight: 2, languageName: 'English' },
};
