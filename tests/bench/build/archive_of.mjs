/* A Hugo site of as many posts as are wanted, made of the real ones over and over. */
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Posts that Hugo reads without complaint, so that both have the same work. */
const sources = ['sofa-weekly', 'lwkd/_posts', 'swiftweekly/_posts'];

/** Writes `count` posts with a title and date of their own into a new Hugo site at `folder`. */
export function writeSite(folder, corpora, count) {
  rmSync(folder, { recursive: true, force: true });
  const content = join(folder, 'content/posts');
  mkdirSync(content, { recursive: true });
  const posts = sources
    .flatMap((source) =>
      readdirSync(join(corpora, source), { recursive: true })
        .filter((name) => name.endsWith('.md'))
        .map((name) => readFileSync(join(corpora, source, name), 'utf8')),
    )
    // Template tags of other generators are errors to Hugo.
    .filter((text) => /^---\r?\n/.test(text) && !/\{\{[<%]/.test(text))
    .map((text) => text.replace(/^---\r?\n[\s\S]*?\n---[ \t]*\r?\n/, ''));
  const tags = ['Service Mesh', 'Release', 'Kubernetes', '云原生', 'Swift', '周报', 'Security'];
  for (let index = 0; index < count; index += 1) {
    const day = new Date(Date.UTC(2004, 0, 1) + Math.floor((index * 8000) / count) * 86_400_000);
    const data = {
      title: `Issue ${index}: ${tags[index % 7]}`,
      date: `${day.toISOString().slice(0, 10)}T08:00:00+08:00`,
      categories: [index % 3 === 0 ? 'Weekly' : 'Letters'],
      tags: [tags[index % 7], `Topic ${index % 60}`],
      authors: [`Author ${index % 12}`],
    };
    const lines = Object.entries(data).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
    const name = `issue-${String(index).padStart(5, '0')}.md`;
    writeFileSync(
      join(content, name),
      `---\n${lines.join('\n')}\n---\n${posts[index % posts.length]}`,
    );
  }
  cpSync(new URL('hugo', import.meta.url), folder, { recursive: true });
}
