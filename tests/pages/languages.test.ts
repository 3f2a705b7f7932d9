/* In which language and direction pages, articles, lists and feeds say that they are. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { directionOf } from '../../web/page/site/direction.js';
import { guessLanguage } from '../../web/page/site/guess-language.js';
import { build } from './archive.js';

describe('a guess', () => {
  it.each([
    ['en', 'The beans are in the ground, and we are waiting for rain.'],
    ['de', 'Wir pflanzen die ersten Bohnen und warten auf den Regen.'],
    ['fr', 'Les haricots sont dans la terre et nous attendons la pluie.'],
    ['es', 'Las judías están en la tierra y esperamos la lluvia para el lunes.'],
    ['it', 'I fagioli sono nella terra e aspettiamo la pioggia della settimana.'],
    ['nl', 'De bonen zijn in de grond en wij wachten op de regen.'],
    ['sv', 'Bönorna är i jorden och vi väntar på regnet.'],
    ['pl', 'Fasola jest w ziemi i czekamy na deszcz, który się zbliża.'],
    ['tr', 'Fasulyeler toprakta ve bu hafta yağmur için bekliyoruz.'],
    ['vi', 'Đậu đã ở trong đất và chúng tôi đang chờ mưa.'],
    ['ru', 'Бобы уже в земле, и мы ждем дождя.'],
    ['uk', 'Боби вже в землі, і ми чекаємо на дощ.'],
    ['ar', 'الفول في الأرض ونحن ننتظر المطر مع Docker و Linux.'],
    ['fa', 'لوبیاها در زمین هستند و ما منتظر باران هستیم که بیاید.'],
    ['ur', 'پھلیاں زمین میں ہیں اور ہم بارش کا انتظار کر رہے ہیں۔'],
    ['he', 'השעועית באדמה ואנחנו מחכים לגשם.'],
    ['ko', '콩은 땅에 있고 우리는 비를 기다립니다.'],
    ['ja', '豆は土の中にあり、私たちは雨を待っています。'],
    ['zh', '豆子在地里，我们用 Kubernetes 等着下雨。'],
    ['el', 'Τα φασόλια είναι στη γη και περιμένουμε τη βροχή.'],
    [
      'und',
      'The beans are in the ground. Les haricots sont dans la terre. Wir warten auf den Regen.',
    ],
    ['und', 'MOSN 1.2'],
    ['und', ''],
  ])('%s: %s', (language, text) => {
    expect(guessLanguage(text)).toBe(language);
  });
});

describe('a direction', () => {
  it.each([
    ...[
      ['ar', 'rtl'],
      ['he', 'rtl'],
      ['fa', 'rtl'],
      ['ur', 'rtl'],
      ['ar-SA', 'rtl'],
      ['FA', 'rtl'],
    ],
    ...[
      ['en', 'ltr'],
      ['zh-Hant', 'ltr'],
      ['ur-Latn', 'ltr'],
      ['az-Arab', 'rtl'],
      ['und', 'auto'],
    ],
  ])('of %s is %s', (language, direction) => {
    expect(directionOf(language ?? '')).toBe(direction);
  });
});

const hebrew = (title: string, more = ''): string =>
  `---\ntitle: ${title}\ndate: 2024-01-02\n${more}---\nהשעועית באדמה ואנחנו מחכים לגשם. \`code\`\n`;
const english =
  '---\ntitle: Beans & rain\ndate: 2024-01-03\n---\nThe beans are in the ground, and we wait.\n';

describe('an archive in Hebrew', () => {
  const archive = build({
    'posts/one.md': hebrew('מכתב האביב', 'tags: [גינה, C++]\n'),
    'posts/two.md': hebrew('מכתב הקיץ', 'tags: [גינה]\n'),
    'posts/three.md': english,
  });
  const read = (path: string): string => readFileSync(join(archive, path), 'utf8');

  it('is written from right to left: pages, articles, lists', () => {
    const home = read('index.html');
    expect(home).toMatch(/^<!DOCTYPE html>\s*<html lang="he" dir="rtl"/);
    expect(home).toContain('<h3 lang="he"><a');
    expect(home).toMatch(/<h3 lang="en"><a [^>]*><bdi dir="ltr">Beans &amp; rain</);
    expect(home).toContain('<p class="issue-excerpt" lang="en"><bdi dir="ltr">');
    expect(home).toContain('<bdi>C++</bdi>');
    const page = read('issues/one/index.html');
    expect(page).toMatch(/<html lang="he" dir="rtl"/);
    expect(page).toContain('<article class="article">');
    const other = read('issues/three/index.html');
    expect(other).toContain('<article class="article" dir="ltr">');
    expect(other).toContain('<div class="prose" lang="en" dir="ltr">');
  });

  it('says so in its feeds', () => {
    expect(read('index.xml')).toContain('<language>he</language>');
    expect(read('index.xml')).toContain('<item xml:lang="en">');
    expect(read('index.xml')).toContain('&lt;div lang=&quot;he&quot; dir=&quot;rtl&quot;&gt;');
    expect(read('atom.xml')).toMatch(/<feed [^>]*xml:lang="he">/);
    expect(read('atom.xml')).toContain('<entry xml:lang="en">');
    expect(JSON.parse(read('feed.json'))).toMatchObject({ language: 'he' });
  });

  it('has a switch between the languages that it is in, and no others', () => {
    expect(read('index.html')).not.toContain('data-language="zh"');
    expect(read('index.html').match(/data-key="language:\w+"/g)).toEqual([
      'data-key="language:he"',
      'data-key="language:en"',
    ]);
  });
});

describe('an archive in English', () => {
  const archive = build({
    'one.md': english,
    'two.md': hebrew('מכתב', 'lang: he\ntags: [גינה]\n'),
    'three.md': english.replace('Beans', 'More beans'),
    'crates.io.md': '---\ntitle: Crates\ndate: 2024-01-02\n---\nText.\n',
    'socket.io.md': english.replace('Beans', 'Sockets'),
    'letter.en.md': '---\ntitle: A letter\ndate: 2024-01-02\n---\nText.\n',
    'letter.fr.md': '---\ntitle: Une lettre\ndate: 2024-01-02\n---\nTexte.\n',
  });
  const read = (path: string): string => readFileSync(join(archive, path), 'utf8');

  it('has pages from left to right, and articles from right to left', () => {
    expect(read('index.html')).not.toMatch(/<html[^>]* dir=/);
    expect(read('index.html')).toMatch(/<h3 lang="he"><a [^>]*><bdi dir="rtl">מכתב</);
    expect(read('index.html')).toContain('<bdi>גינה</bdi>');
    expect(read('issues/two/index.html')).toContain('<article class="article" dir="rtl">');
    expect(read('issues/one/index.html')).toContain('<article class="article">');
  });

  it('takes no name for a language that nothing bears out', () => {
    const { posts } = JSON.parse(read('manifest.json')) as {
      posts: { path: string; data: { lang?: string } }[];
    };
    const languages = Object.fromEntries(posts.map(({ path, data }) => [path, data.lang]));
    expect(languages).toEqual({
      'crates.io.md': undefined,
      'letter.en.md': 'en',
      'letter.fr.md': 'fr',
      'one.md': undefined,
      'socket.io.md': undefined,
      'three.md': undefined,
      'two.md': 'he',
    });
  });
});

describe('the settings of a site', () => {
  const posts = { 'content/posts/a.md': '---\ntitle: A\ndate: 2024-01-02\n---\nText.\n' };
  it.each<[string, Record<string, string>, string]>([
    ['languageCode', { 'hugo.toml': 'languageCode = "ar"\n', ...posts }, 'ar'],
    [
      'defaultContentLanguage',
      { 'hugo.toml': 'languageCode = "en-us"\ndefaultContentLanguage = "fa"\n', ...posts },
      'fa',
    ],
    [
      'languages',
      { 'hugo.yaml': 'languages:\n  ur: {}\ndefaultContentLanguage: ur\n', ...posts },
      'ur',
    ],
    [
      'lang of Jekyll',
      { '_config.yml': 'lang: he\n', '_posts/2024-01-02-a.md': '---\ntitle: A\n---\nText.\n' },
      'he',
    ],
    [
      'locale of Jekyll',
      {
        '_config.yml': 'locale: pt_BR.UTF-8\n',
        '_posts/2024-01-02-a.md': '---\ntitle: A\n---\nText.\n',
      },
      'pt-BR',
    ],
  ])('%s', (_, files, language) => {
    const archive = build(files);
    const { posts: found } = JSON.parse(readFileSync(join(archive, 'manifest.json'), 'utf8')) as {
      posts: { data: { lang?: string } }[];
    };
    expect(found.map(({ data }) => data.lang)).toEqual([language]);
  });
});
