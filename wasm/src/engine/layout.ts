/**
 * Offsets and codes of `broadsheet_c.h` on wasm32. No other file knows them. A change of them raises
 * `BROADSHEET_ABI_VERSION`, which is checked when a module is loaded.
 */

/** `BROADSHEET_ABI_VERSION` that this package was written for. */
export const ABI_VERSION = 6;

// struct broadsheet_reply, in bytes. Each block begins at the next multiple of BLOCK_ALIGNMENT.
export const REPLY_STATUS = 0;
export const REPLY_PRIMARY_SIZE = 4;
export const REPLY_TEXT_SIZE = 8;
export const REPLY_JSON_SIZE = 12;
export const REPLY_UTF16 = 16;
export const REPLY_HEADER_SIZE = 24;
export const BLOCK_ALIGNMENT = 4;

// enum broadsheet_block
export const BLOCK_PRIMARY = 1;
export const BLOCK_TEXT = 2;
export const BLOCK_JSON = 4;

// enum broadsheet_encoding
export const ENCODING_UTF8 = 0;
export const ENCODING_UTF16 = 1;

// enum broadsheet_status
export const STATUS_OK = 0;
export const STATUS_INVALID_ARGUMENT = 1;
export const STATUS_OUT_OF_MEMORY = 2;

// struct broadsheet_render_options, in bytes.
export const OPTIONS_PROFILE = 0;
export const OPTIONS_HTML = 4;
export const OPTIONS_EMPHASIS = 8;
export const OPTIONS_FRONT_MATTER = 12;
export const OPTIONS_PARTS = 16;
export const OPTIONS_BASE_SIZE = 20;
export const OPTIONS_FILE_SIZE = 24;
export const OPTIONS_ENCODING = 28;
export const OPTIONS_HEADINGS = 32;
export const OPTIONS_PAGE_LINKS_SIZE = 36;
export const OPTIONS_DIALECT = 40;
export const OPTIONS_LANG_SIZE = 44;
export const OPTIONS_BASE = 48;
export const OPTIONS_FILE = 52;
export const OPTIONS_PAGE_LINKS = 56;
export const OPTIONS_LANG = 60;
export const OPTIONS_HOOKS = 64;
export const OPTIONS_SYNTAX = 68;
export const OPTIONS_SIZE = 72;

/** enum broadsheet_hook */
export const HOOK_BITS = {
  code: 1,
  image: 2,
  link: 4,
  heading: 8,
  shortcode: 16,
  html: 32,
  container: 64,
  math: 256,
} as const;
export const HOOK_WIKI = 128;

/** enum broadsheet_syntax */
export const SYNTAX_BITS = { containers: 1, mark: 2, attributes: 4, wiki: 8, toc: 16 } as const;

// struct broadsheet_node, in bytes.
export const NODE_KIND = 0;
export const NODE_FLAGS = 4;
export const NODE_NUMBER = 8;
export const NODE_PARENT = 12;
export const NODE_END = 16;
export const NODE_BEGIN = 20;
export const NODE_FINISH = 24;
export const NODE_SIZE = 28;
export const NO_PLACE = 0xffffffff;

/** enum broadsheet_node_kind, in its order */
export const NODE_TYPES = [
  'root',
  'paragraph',
  'heading',
  'quote',
  'alert',
  'list',
  'item',
  'rule',
  'code',
  'html',
  'table',
  'row',
  'cell',
  'figure',
  'note',
  'definitionList',
  'term',
  'definition',
  'container',
  'text',
  'emphasis',
  'strong',
  'strikethrough',
  'mark',
  'inlineCode',
  'math',
  'link',
  'image',
  'shortcode',
  'element',
  'break',
  'noteReference',
  'contents',
] as const;

// enum broadsheet_node_flag
export const NODE_ORDERED = 1;
export const NODE_LOOSE = 2;
export const NODE_TASK = 4;
export const NODE_CHECKED = 8;
export const NODE_BLOCK = 16;
export const NODE_HEADER = 32;
export const NODE_AUTOLINK = 64;
export const NODE_DISPLAY = 2048;

/** enum broadsheet_node_text */
export const NODE_TEXTS = {
  value: 0,
  url: 1,
  title: 2,
  alt: 3,
  lang: 4,
  meta: 5,
  id: 6,
  name: 7,
  label: 8,
  markup: 9,
} as const;

// struct broadsheet_answer, in bytes, and enum broadsheet_answer_kind.
export const ANSWER_NODE = 0;
export const ANSWER_KIND = 4;
export const ANSWER_TEXT_SIZE = 8;
export const ANSWER_TEXT = 12;
export const ANSWER_SIZE = 16;
export const ANSWER_KINDS = { html: 0, text: 1, attributes: 2, inner: 3 } as const;

/** enum broadsheet_profile */
export const PROFILES = { newsletter: 0, commonmark: 1 } as const;

/** enum broadsheet_html; 0 leaves it to the profile. */
export const HTML_POLICIES = { escape: 1, pass: 2, sanitize: 3 } as const;

/** enum broadsheet_emphasis; 0 leaves it to the profile. */
export const EMPHASES = { commonmark: 1, cjk: 2, lenient: 3 } as const;

/** enum broadsheet_headings; 0 leaves it to the profile. */
export const HEADINGS = { shift: 1, keep: 2 } as const;

/** enum broadsheet_dialect */
export const DIALECTS = { github: 0, goldmark: 1, kramdown: 2 } as const;

// enum broadsheet_switch
export const BY_PROFILE = 0;
export const SWITCH_OFF = 1;
export const SWITCH_ON = 2;

// enum broadsheet_parts
export const PART_HTML = 1;
export const PART_TEXT = 2;
export const PART_DETAILS = 4;
export const PART_ALL = 7;
export const PART_INDEX = 8;

/** Size of a pointer, such as the one `broadsheet_catalog_open` writes. */
export const POINTER_SIZE = 4;

/** Size of a position in the primary block of a reply to `broadsheet_catalog_query`. */
export const POSITION_SIZE = 4;
