/*
 * Posts that want one address. Who has it and what the others get depends on themselves alone: a
 * number by the order of the files would move them all when a file comes.
 */
import type { ManifestEntry } from 'broadsheet';
import { keyOf } from './addresses.js';
import { byNaturalPath } from './natural-order.js';
import { type Permalinks, permalinkOf } from './permalinks.js';
import type { SafeAddress } from './safe-address.js';
import { slugOf } from './slug.js';

/** A name that was cut has room behind it for so many bytes. */
const mostSuffixBytes = 44;

type Address = Pick<SafeAddress, 'name' | 'ending'>;

/** An address that more than one post wants. */
export interface SharedAddress {
  address: string;
  /** The post that has it. */
  first: ManifestEntry;
  /** The others, each with the address it gets. */
  others: { entry: ManifestEntry; address: string }[];
}

/** The addresses of all posts: of those that are shared, one is the bare one. */
export interface DistinctAddresses {
  /** In the order of the manifest; those with a bare address before those without. */
  wishes: ReadonlyMap<ManifestEntry, Address>;
  shared: readonly SharedAddress[];
}

/**
 * The oldest post has the address, those without a date come last, and paths decide in their natural
 * order. The others get their day behind it, or their folder where the day does not tell them apart.
 */
export function distinctAddresses(
  posts: readonly ManifestEntry[],
  permalinks: Permalinks | undefined,
): DistinctAddresses {
  const groups = new Map<string, ManifestEntry[]>();
  const asked = new Map<ManifestEntry, Address>();
  for (const entry of posts) {
    const wish = permalinkOf(entry, permalinks);
    asked.set(entry, wish);
    const key = keyOf(textOf(wish));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  const moved = new Map<ManifestEntry, Address>();
  const shared: SharedAddress[] = [];
  const taken = new Set(groups.keys());
  for (const group of groups.values()) {
    if (group.length === 1) continue;
    const [first, ...others] = group.sort(byAge);
    const wish = first && asked.get(first);
    if (first === undefined || wish === undefined) continue;
    const days = daysOf(group);
    const addresses = others.map((entry, at) => {
      const own = freeAddress(asked.get(entry) ?? wish, suffixesOf(entry, days), at + 2, taken);
      taken.add(keyOf(textOf(own)));
      moved.set(entry, own);
      return { entry, address: textOf(own) };
    });
    shared.push({ address: textOf(wish), first, others: addresses });
  }
  const bare = [...asked].filter(([entry]) => !moved.has(entry));
  return { wishes: new Map([...bare, ...moved]), shared };
}

function byAge(one: ManifestEntry, other: ManifestEntry): number {
  const [first, second] = [one, other].map(({ data }) => data.date?.slice(0, 10) ?? '9999');
  if (first !== second) return String(first) < String(second) ? -1 : 1;
  return byNaturalPath(one.path, other.path);
}

function freeAddress(
  { name, ending }: Address,
  suffixes: readonly string[],
  number: number,
  taken: ReadonlySet<string>,
): Address {
  for (const suffix of suffixes) {
    const address = { name: `${name}-${suffix}`, ending };
    const isShort = suffix !== '' && byteLength(suffix) <= mostSuffixBytes;
    if (isShort && !taken.has(keyOf(textOf(address)))) return address;
  }
  // Two paths may come to one slug.
  for (let count = number; ; count += 1) {
    const address = { name: `${name}-${count}`, ending };
    if (!taken.has(keyOf(textOf(address)))) return address;
  }
}

function byteLength(text: string): number {
  return encodeURIComponent(text).replace(/%../g, ' ').length;
}

function textOf({ name, ending }: Address): string {
  return name + ending;
}

function suffixesOf({ path, data }: ManifestEntry, days: ReadonlyMap<string, number>): string[] {
  const day = data.date?.slice(0, 10);
  const folders = path.split('/').slice(0, -1);
  const names = folders.map((_, depth) =>
    folders
      .slice(-1 - depth)
      .map(slugOf)
      .join('-'),
  );
  const whole = slugOf(path.replace(/\.\w+$/, '').replaceAll('/', '-'));
  return [...(day !== undefined && days.get(day) === 1 ? [day] : []), ...names, whole];
}

/** How many of the posts have each day. */
function daysOf(posts: readonly ManifestEntry[]): Map<string, number> {
  const days = new Map<string, number>();
  for (const { data } of posts) {
    const day = data.date?.slice(0, 10);
    if (day !== undefined) days.set(day, (days.get(day) ?? 0) + 1);
  }
  return days;
}
