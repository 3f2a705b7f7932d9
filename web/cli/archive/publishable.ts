/*
 * Which files may be published, by their names alone. One rule for all commands: `build` copies by it,
 * `serve` answers by it, `check` tells what it leaves out. Paths are relative to the folder, with `/`
 * between segments.
 */
import { typeOfFile } from './file_types.js';
import { fileName, isHiddenSegment } from './post_names.js';

/** The one hidden folder that is meant for readers (RFC 8615). */
export const wellKnown = '.well-known';

/** Keys of people and machines, as the programs call them that make them. */
const keyNames =
  /^(?:id_(?:rsa|dsa|ecdsa|ed25519|xmss)(?:_sk)?(?:[._-].*)?|authorized_keys2?|known_hosts|secring\..*|master\.key|.*[._-]private[._-]?key(?:\..*)?)$/i;

/** Files whose very kind is to hold keys, passwords or a database. */
const secretEndings =
  /\.(?:pem|key|ppk|p8|p12|pfx|jks|keystore|kdbx?|agekey|ovpn|htpasswd|env|tfstate(?:\.backup)?|tfvars|sqlite[23]?|db[23]?|db-(?:wal|shm|journal)|mdb|accdb|sql|dump|rdb|wallet|mobileprovision)(?:\.(?:gz|bz2|xz|zst|zip|bak|old|orig|save))?$/i;

/** What accounts, services and programs are set up with. */
const settingsNames =
  /^(?:env(?:\..*)?|_netrc|netrc|pgpass(?:\.conf)?|kubeconfig|shadow|passwd|htpasswd|wallet\.dat|wp-config\.php|web\.config|auth\.json|(?:npm-shrinkwrap|package|package-lock|composer)\.json|composer\.lock|yarn\.lock|pnpm-lock\.yaml|(?:docker-)?compose(?:\..*)?\.ya?ml|service[-_]?account.*\.json|client[-_]?secrets?.*\.json|google-services\.json|terraform\.tfstate.*)$/i;

/** Words that name what a text or table holds: `aws-credentials.json`, `my_passwords.txt`. */
const secretWords =
  /^(?:.*[ ._-])?(?:credentials?|secrets?|passwords?|passwd|passphrases?|api[ _-]?keys?|access[ _-]?keys?|(?:access|auth|api)[ _-]?tokens?|tokens|recovery[ _-]?codes?|backup[ _-]?codes?|seed[ _-]?phrase|subscribers?|mailing[ _-]?list)(?:[ ._-].*)?$/i;
/** A picture of that name is one; a text or table may be the thing itself. */
const textEndings =
  /(?:^[^.]+|\.(?:json5?|jsonl|ndjson|ya?ml|toml|ini|cfg|conf|config|properties|xml|txt|text|csv|tsv|docx?|xlsx?|od[ts]|rtf|zip|bak|old))$/i;

/** Whether a path is not for readers: a part of it begins with a dot, or is `node_modules`. */
export function isHiddenFile(path: string): boolean {
  return path.split('/').some((segment) => isHiddenSegment(segment) && segment !== wellKnown);
}

/** Whether the name is one that programs and people give to what nobody else may read. */
export function isSecretName(path: string): boolean {
  // Windows drops dots and blanks at the end of a name.
  const name = fileName(path).replace(/[. ]+$/, '');
  return (
    keyNames.test(name) ||
    secretEndings.test(name) ||
    settingsNames.test(name) ||
    (secretWords.test(name) && textEndings.test(name))
  );
}

/**
 * Why a file is not published although its folder is declared to be published as it is, such as
 * Hugo's `static`; undefined when it is.
 */
export function withheldFromStatic(path: string): string | undefined {
  if (isHiddenFile(path)) return 'it is hidden';
  return isSecretName(path) ? 'its name is one of secrets' : undefined;
}

/** Why a file is not published although a post refers to it, or shows it; undefined when it may be. */
export function withheldByName(path: string): string | undefined {
  if (path === '..' || path.startsWith('../')) return 'it lies outside of the folder';
  const reason = withheldFromStatic(path);
  if (reason !== undefined) return reason;
  if (typeOfFile(path) !== undefined) return undefined;
  return 'it is no picture, sound, video, font or document';
}
