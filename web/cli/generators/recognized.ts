import type { Rendering } from 'broadsheet';
import type { OwnerSettings } from '../site/owner.js';
import type { Site } from '../site/site.js';

/** What a folder looks like, before the owner's configuration is heard. */
export type Recognized = Pick<
  Site,
  | 'kind'
  | 'folder'
  | 'root'
  | 'languages'
  | 'draftFolder'
  | 'headerPages'
  | 'rules'
  | 'folders'
  | 'notes'
  | 'passOver'
  | 'statics'
  | 'liesBesidePosts'
  | 'formerFeeds'
> & {
  title?: string | undefined;
  /** What the settings of the site say of it. */
  owner?: OwnerSettings;
  baseURL?: string | undefined;
  /** Where the site stands on its host, where its address is not known: `/blog`. */
  basePath?: string | undefined;
  timeZone?: string | undefined;
  /** Whose Markdown the posts are in; undefined for GitHub's. */
  dialect?: Rendering['dialect'];
  /** Whether a file is a page and no post, by its place. */
  isPage?(path: string): boolean;
  readFrom: string[];
  /** What the site publishes whatever is said on the command line. */
  publishes?: Pick<Site['defaults'], 'drafts' | 'future' | 'expired'>;
};

/** A folder of which nothing is known. */
export function plain(folder: string, root: string): Recognized {
  return {
    kind: 'folder',
    ...{ folder, root, languages: [], readFrom: [], statics: [] },
    passOver: () => undefined,
  };
}

/** What of the site's is on: what is off must not keep the command line from turning it on. */
export function turnedOn(
  publishes: Pick<Site['defaults'], 'drafts' | 'future' | 'expired'>,
): Pick<Site['defaults'], 'drafts' | 'future' | 'expired'> {
  return Object.fromEntries(Object.entries(publishes).filter(([, isOn]) => isOn === true));
}

/** The outermost folders of these: none lies in another. */
export function outermost(folders: readonly string[]): string[] {
  const isIn = (folder: string, other: string): boolean =>
    other === '' || folder === other || folder.startsWith(`${other}/`);
  const found: string[] = [];
  for (const folder of [...folders].sort((one, other) => one.length - other.length)) {
    if (!found.some((other) => isIn(folder, other))) found.push(folder);
  }
  return found;
}
