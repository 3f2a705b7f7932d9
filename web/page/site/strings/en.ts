import { plurals } from './plural.js';

const many = plurals('en');

/** What the interface says in English. The other languages have the same keys. */
export const en = {
  languageName: 'English',
  /** The tag for `lang` attributes. */
  tag: 'en',
  /** The locale of dates and numbers. */
  locale: 'en-GB',
  skipToContent: 'Skip to the content',
  switchLanguage: 'Language of the interface',
  darkTheme: 'Dark theme',
  site: 'This archive',
  feeds: 'Feeds',
  shortcuts: 'Keyboard shortcuts',

  allIssues: 'All issues',
  latest: 'Newest issue',
  allOf: (name: string) => `All issues: ${name}`,
  issues: (count: number) => many(count, { one: '# issue', other: '# issues' }),
  issuesOf: (count: number, total: number) =>
    `${count.toLocaleString('en')} of ${many(total, { one: '# issue', other: '# issues' })}`,
  span: (first: string, last: string) => (first === last ? first : `${first}–${last}`),
  search: 'Search',
  searchHint: 'Search',
  searchButton: 'Search',
  sortBy: 'Order',
  newest: 'Newest first',
  oldest: 'Oldest first',
  title: 'By title',
  relevance: 'Best match',
  partialMatches: 'Matches in part',
  view: 'View',
  compact: 'Compact',
  cards: 'Cards',
  filters: 'Filters',
  showMore: (count: number) => `Show ${count} more`,
  moreOf: (name: string) => `More issues: ${name}`,
  pageOf: (page: number) => `Page ${page}`,
  newerPage: 'Newer issues',
  undated: 'Undated',
  draft: 'Draft',
  aPage: 'Page',
  minutes: (count: number) => `${count} min`,
  readingTime: (count: number) => `${count} min read`,
  words: (count: number) => many(count, { one: '# word', other: '# words' }),

  years: 'Year',
  categories: 'Category',
  tags: 'Tag',
  authors: 'Author',
  langs: 'Language',
  dates: 'Date',
  wordsFilter: 'Words',
  from: (day: string) => `From ${day}`,
  to: (day: string) => `Until ${day}`,
  fromDay: 'From',
  toDay: 'Until',
  applyDates: 'Apply',
  allValues: (count: number) => `All ${count}`,
  fewerValues: 'Fewer',
  activeFilters: 'Active filters',
  removeFilter: (name: string) => `Remove filter: ${name}`,
  clearAll: 'Clear all',

  contents: 'In this issue',
  links: (count: number) =>
    many(count, { one: '# link in this issue', other: '# links in this issue' }),
  by: 'By',
  authorPage: (name: string) => `${name} on the web`,
  updated: (day: string) => `Updated ${day}`,
  tagged: 'Tags',
  otherIssues: 'Other issues',
  related: 'Related issues',
  newer: 'Newer',
  older: 'Older',
  table: 'Table',
  code: 'Code',
  taskDone: 'Done',
  taskOpen: 'Not done',
  source: 'Markdown source',
  copyMarkdown: 'Copy as Markdown',
  share: 'Share',
  viewAsMail: 'View as email',
  /** Of the link to an issue's other forms, which only `serve` has. */
  preview: 'Mail, text, WeChat',

  /** Texts that the scripts of the page put into it; they travel with every page. */
  page: {
    imageMissing: 'Picture not available',
    enlarge: 'Enlarge picture',
    close: 'Close',
    copy: 'Copy',
    copied: 'Copied',
    copyLink: 'Copy link to this section',
    load: 'Load from #',
    retry: 'Try again',
    failed: 'This could not be loaded. Check the connection and try again.',
    newer: 'There are newer issues.',
    show: 'Show them',
  },

  keys: {
    title: 'Keyboard shortcuts',
    search: 'Go to the search box',
    move: 'Next or previous issue in the list',
    open: 'Open the issue',
    neighbours: 'Older or newer issue',
    help: 'Show this list',
    leave: 'Clear or leave the search box, close a window',
    off: 'Use these keys here',
  },

  subscribe: 'Subscribe',
  subscribeByMail: 'Every issue by email',
  mailAddress: 'Your email address',
  subscribed: 'Nearly done: the next step is in your mailbox.',
  notSubscribed: 'That did not work. Check the address and try again.',

  postMissing: {
    title: 'This page is not here',
    text: 'It may have been moved, renamed or taken back since the link was made.',
    steps: ['Look for it in the list of all issues.'],
  },
  offline: {
    title: 'You are offline',
    text: 'This issue has not been read on this device yet.',
    steps: ['Issues that were read before are still here.', 'Try again when you are connected.'],
  },
  archiveEmpty: {
    title: 'No issues yet',
    text: 'The archive is ready and waiting for its first issue.',
    steps: ['If this is your archive: put a Markdown file (.md) into its folder.'],
  },
  nothingMatches: {
    title: 'Nothing matches',
    text: 'No issue has all of what you chose.',
    steps: ['Remove a filter above, or use fewer words.'],
  },
};

/** The table of one language: a key that is missing anywhere does not compile. */
export type Strings = typeof en;
