/** What the interface says in English. The other languages have the same keys. */
export const en = {
  languageName: 'English',
  skipToContent: 'Skip to the content',
  switchLanguage: 'Language of the interface',
  darkTheme: 'Dark theme',
  loading: 'Setting the type…',

  allIssues: 'All issues',
  issues: (count: number) => (count === 1 ? '1 issue' : `${count.toLocaleString('en')} issues`),
  issuesOf: (count: number, total: number) =>
    `${count.toLocaleString('en')} of ${total.toLocaleString('en')} issues`,
  span: (first: string, last: string) => (first === last ? first : `${first}–${last}`),
  search: 'Filter by words',
  searchHint: 'Words in title or description',
  sortBy: 'Order',
  newest: 'Newest first',
  oldest: 'Oldest first',
  title: 'By title',
  filters: 'Filters',
  showMore: (count: number) => `Show ${count} more`,
  undated: 'Undated',
  draft: 'Draft',
  minutes: (count: number) => `${count} min`,
  readingTime: (count: number) => `${count} min read`,

  years: 'Year',
  categories: 'Category',
  tags: 'Tag',
  authors: 'Author',
  langs: 'Language',
  words: 'Words',
  from: (day: string) => `From ${day}`,
  to: (day: string) => `Until ${day}`,
  allValues: (count: number) => `All ${count}`,
  fewerValues: 'Fewer',
  activeFilters: 'Active filters',
  removeFilter: (name: string) => `Remove filter: ${name}`,
  clearAll: 'Clear all',

  contents: 'In this issue',
  links: (count: number) =>
    count === 1 ? 'One link in this issue' : `${count} links in this issue`,
  by: 'By',
  authorPage: (name: string) => `${name} on the web`,
  updated: (day: string) => `Updated ${day}`,
  tagged: 'Tags',
  otherIssues: 'Other issues',
  newer: 'Newer',
  older: 'Older',
  table: 'Table',
  taskDone: 'Done',
  taskOpen: 'Not done',
  imageMissing: 'Picture not available',

  reload: 'Try again',
  details: 'Details',
  moduleFails: {
    title: 'The press did not start',
    text: 'The module that sets the issues could not be loaded.',
    steps: [
      'Check the connection and try again.',
      'Use a browser of the last three years: WebAssembly is needed.',
      'If this is your archive: broadsheet.wasm must lie beside the scripts and be served as it is.',
    ],
  },
  manifestMissing: {
    title: 'There is no archive here yet',
    text: 'The page is in place, but its list of issues, manifest.json, was not found beside it.',
    steps: [
      'Check the address, or try again in a moment.',
      'If this is your archive: run npx broadsheet serve in the folder of your posts.',
    ],
  },
  manifestBroken: {
    title: 'The list of issues cannot be read',
    text: 'manifest.json was found, but it is not a list that this page understands.',
    steps: [
      'Reload the page: it may have been replaced just now.',
      'If this is your archive: page and manifest must come from the same version of Broadsheet.',
    ],
  },
  postMissing: {
    title: 'This issue is not here',
    text: 'It may have been moved, renamed or taken back since the link was made.',
    steps: ['Look for it in the list of all issues.'],
  },
  postUnreachable: {
    title: 'This issue could not be fetched',
    text: 'The archive did not answer.',
    steps: ['Check the connection and try again.'],
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
