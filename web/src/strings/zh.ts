import type { Strings } from './en.js';

/** 界面的中文。 */
export const zh: Strings = {
  languageName: '中文',
  skipToContent: '跳到正文',
  switchLanguage: '界面语言',
  darkTheme: '深色',
  loading: '正在排版……',

  allIssues: '全部文章',
  issues: (count) => `${count.toLocaleString('zh')} 期`,
  issuesOf: (count, total) =>
    `${total.toLocaleString('zh')} 期中的 ${count.toLocaleString('zh')} 期`,
  span: (first, last) => (first === last ? first : `${first}–${last}`),
  search: '按词筛选',
  searchHint: '标题或简介里的词',
  sortBy: '排序',
  newest: '从新到旧',
  oldest: '从旧到新',
  title: '按标题',
  filters: '筛选',
  showMore: (count) => `再显示 ${count} 期`,
  undated: '未注明日期',
  draft: '草稿',
  minutes: (count) => `${count} 分钟`,
  readingTime: (count) => `约 ${count} 分钟读完`,

  years: '年份',
  categories: '栏目',
  tags: '标签',
  authors: '作者',
  langs: '语言',
  words: '词',
  from: (day) => `自 ${day}`,
  to: (day) => `至 ${day}`,
  allValues: (count) => `全部 ${count} 个`,
  fewerValues: '收起',
  activeFilters: '已选条件',
  removeFilter: (name) => `去掉条件：${name}`,
  clearAll: '全部清除',

  contents: '本期目录',
  links: (count) => `本期的 ${count} 个链接`,
  by: '作者',
  authorPage: (name) => `${name}的主页`,
  updated: (day) => `更新于 ${day}`,
  tagged: '标签',
  otherIssues: '前后各期',
  newer: '后一期',
  older: '前一期',
  table: '表格',
  taskDone: '已完成',
  taskOpen: '未完成',
  imageMissing: '图片无法显示',

  reload: '再试一次',
  details: '详细信息',
  moduleFails: {
    title: '印刷机没有开动',
    text: '负责排版的模块没有加载成功。',
    steps: [
      '检查网络，再试一次。',
      '请用近三年的浏览器：本站需要 WebAssembly。',
      '如果这是您的站点：broadsheet.wasm 要和脚本放在一起，并原样发送。',
    ],
  },
  manifestMissing: {
    title: '这里还没有文章',
    text: '网页已经就位，但旁边没有找到文章清单 manifest.json。',
    steps: [
      '检查网址，或者稍后再试。',
      '如果这是您的站点：在文章目录里运行 npx broadsheet serve。',
    ],
  },
  manifestBroken: {
    title: '文章清单读不出来',
    text: '找到了 manifest.json，但本页看不懂它的内容。',
    steps: [
      '刷新一次：它也许刚刚被替换。',
      '如果这是您的站点：网页和清单要出自同一个版本的 Broadsheet。',
    ],
  },
  postMissing: {
    title: '没有找到这一期',
    text: '它可能已经移走、改名或撤下。',
    steps: ['到全部文章里找找看。'],
  },
  postUnreachable: {
    title: '这一期没有取到',
    text: '站点没有回应。',
    steps: ['检查网络，再试一次。'],
  },
  archiveEmpty: {
    title: '还没有文章',
    text: '一切就绪，只等第一期。',
    steps: ['如果这是您的站点：把 Markdown 文件（.md）放进它的目录。'],
  },
  nothingMatches: {
    title: '没有符合的文章',
    text: '没有哪一期同时满足所选的条件。',
    steps: ['去掉上面的一个条件，或者少写几个词。'],
  },
};
