/**
 * Where Broadsheet differs from the independent readers over the real posts, and why. A difference
 * that is not here fails the test; so does one that is here and no longer there. docs/corpora.md
 * tells the same in words.
 */
import type { ValueDifference } from './every_value.ts';
import { readMoment } from './independent_reader.ts';

export interface MetadataDifference {
  file: string;
  field: 'title' | 'date' | 'categories' | 'tags';
  /** What the independent reader reads; undefined for nothing. */
  reader: string | string[] | undefined;
  /** What Broadsheet reads. */
  ours: string | string[] | undefined;
}

export interface ExplainedDifference {
  kind: string;
  explanation: string;
  /** Decides from the two values alone whether a difference is of this kind. */
  accepts(difference: MetadataDifference): boolean;
  /** The posts, or how many there are in each newsletter. */
  posts: string[] | Record<string, number>;
}

/** Of `2015-12-06-issue-0.md`: the day. */
function dayInName(file: string): string | undefined {
  return /(?:^|\/)(\d{4}-\d\d-\d\d)-[^/]*$/.exec(file)?.[1];
}

/** Of `issue-12.markdown`: `Issue 12`; of `blog/_index.md`: `Blog`. */
function titleOfName(file: string): string {
  const segments = file.replace(/\.[^./]*$/, '').split('/');
  const last = segments.at(-1) ?? '';
  const name = /^_?index$/.test(last) ? (segments.at(-2) ?? '') : last;
  const words = name.replaceAll(/[-_]/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const blog = 'sofastack-blog/content/zh/blog';

export const metadataDifferences: ExplainedDifference[] = [
  {
    kind: 'title from the file name',
    explanation: 'There is no title, and the body does not begin with a heading.',
    accepts: ({ file, field, reader, ours }) =>
      field === 'title' && reader === undefined && ours === titleOfName(file),
    posts: { haskellweekly: 538, 'sofastack-blog': 1 },
  },
  {
    kind: 'title trimmed',
    explanation: 'The quoted title has blanks at an end, which nobody sees and nobody means.',
    accepts: ({ field, reader, ours }) =>
      field === 'title' && typeof reader === 'string' && reader !== ours && reader.trim() === ours,
    posts: [
      'sofa-weekly/sofa-weekly-20200117.md',
      'sofa-weekly/sofa-weekly-20201002.md',
      `${blog}/Exploration and Practice of AntCloud Native Application Runtime - ArchSummit Shanghai/index.md`,
      `${blog}/antfin-zsearch-vector-search/index.md`,
      `${blog}/java-kubernetes-operator-kubecon-na2019/index.md`,
      `${blog}/knative-serverless-kubecon-na2019/index.md`,
      `${blog}/service-mesh-practice-in-production-at-ant-financial-part6-operator/index.md`,
      `${blog}/sidacar-kubecon-na2019/index.md`,
    ],
  },
  {
    kind: 'terms trimmed',
    explanation: 'The same of tags and categories; else `A` and `A ` would be two of them.',
    accepts: ({ field, reader, ours }) =>
      (field === 'categories' || field === 'tags') &&
      Array.isArray(reader) &&
      Array.isArray(ours) &&
      reader.length === ours.length &&
      reader.every((term, index) => term.trim() === ours[index]),
    posts: [
      `${blog}/service-mesh-api-gateway-in-depth-discussion-of-relationships/index.md`,
      `${blog}/sofa-ark-overview/index.md`,
      // Both of its categories and of its tags.
      `${blog}/sofa-registry-dataserver-smooth-expansion-contraction/index.md`,
      `${blog}/sofa-registry-dataserver-smooth-expansion-contraction/index.md`,
    ],
  },
  {
    kind: 'date from the file name',
    explanation: 'There is no date; the file is named as Jekyll wants it, beginning with the day.',
    accepts: ({ file, field, reader, ours }) =>
      field === 'date' && reader === undefined && ours !== undefined && ours === dayInName(file),
    posts: { lwkd: 6, swiftweekly: 202 },
  },
  {
    kind: 'date that is none',
    explanation:
      'The 29th of February of a common year, and a letter between digits: no date, but a ' +
      'diagnostic (date-unreadable). The day of the file name stands in for it.',
    accepts: ({ file, field, reader, ours }) =>
      field === 'date' &&
      typeof reader === 'string' &&
      readMoment(reader) === undefined &&
      ours === dayInName(file),
    posts: ['lwkd/_posts/2022-02-27-update.md', 'lwkd/_posts/2024-04-14-update.md'],
  },
  {
    kind: 'categories that the readers lose',
    explanation:
      'The quoted description goes on at the start of the next line. js-yaml rejects that and ' +
      '`yaml` loses the entry behind it; yaml-cpp, like the YAML reader of Hugo, reads on.',
    accepts: ({ field, reader, ours }) =>
      field === 'categories' && String(reader) === '' && String(ours) === 'SOFAStack',
    posts: [
      `${blog}/open-source-summer-experience-sharing-sofarpc-community-open-source-is-more-than-just-code/index.md`,
    ],
  },
];

/** Posts whose words are others than markdown-it's, in both HTML and text. */
export const bodyDifferences: { post: string; explanation: string }[] = [
  {
    post: 'sofastack-blog/content/zh/blog/koupleless-2024-annual-report & 2025 planning-vision/index.md',
    explanation:
      'Its footnotes are footnotes here, and their labels numbers; markdown-it shows [^1].',
  },
  {
    post: 'sofastack-blog/content/zh/blog/sofa-ark-0.6.0/index.md',
    explanation: 'Its `** O**pen` is bold here and one word; markdown-it shows asterisks between.',
  },
];

/** A kind of difference in single values, over all posts. */
export interface ExplainedValue {
  kind: string;
  explanation: string;
  accepts(difference: ValueDifference, file: string): boolean;
  times: number;
}

/** Posts whose front matter both js-yaml and `yaml` reject, because of a quoted value in lines. */
const rejected = [
  'sofa-weekly/sofa-weekly-20220129.md',
  'sofa-weekly/sofa-weekly-20220228.md',
  'sofa-weekly/sofa-weekly-20220311.md',
  `${blog}/open-source-summer-experience-sharing-sofarpc-community-open-source-is-more-than-just-code/index.md`,
  'swiftweekly/_posts/2019-05-30-issue-135.md',
  'swiftweekly/_posts/2019-07-11-issue-138.md',
  'swiftweekly/_posts/2019-07-25-issue-139.md',
  'swiftweekly/_posts/2020-02-27-issue-154.md',
];

export const valueDifferences: ExplainedValue[] = [
  {
    kind: 'quoted value that goes on in the next line',
    explanation:
      'The quote is closed at the start of the next line, or the text goes on there. Both readers ' +
      'reject that; what they give all the same lacks the end of the value, and takes what follows ' +
      'for a key. yaml-cpp, like the YAML reader of Hugo, reads on.',
    accepts: (_, file) => rejected.includes(file),
    times: 16,
  },
  {
    kind: 'cover that is a Markdown link',
    explanation: 'The address is taken out of it, with a diagnostic (cover-markdown).',
    accepts: ({ key, reader, ours }) =>
      key === 'cover' && typeof reader === 'string' && reader.endsWith(`](${ours})`),
    times: 1,
  },
  {
    kind: 'date that is none',
    explanation: 'As above; without a file name nothing stands in for it.',
    accepts: ({ key, reader, ours }) =>
      key === 'date' &&
      typeof reader === 'string' &&
      readMoment(reader) === undefined &&
      ours === undefined,
    times: 2,
  },
];
