/**
 * Offsets and codes of `broadsheet_c.h` on wasm32. No other file knows them. A change of them raises
 * `BROADSHEET_ABI_VERSION`, which is checked when a module is loaded.
 */

/** `BROADSHEET_ABI_VERSION` that this package was written for. */
export const ABI_VERSION = 5;

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
export const OPTIONS_SIZE = 64;

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
export const PART_DETAILS = 4;
export const PART_ALL = 7;
export const PART_INDEX = 8;

/** Size of a pointer, such as the one `broadsheet_catalog_open` writes. */
export const POINTER_SIZE = 4;

/** Size of a position in the primary block of a reply to `broadsheet_catalog_query`. */
export const POSITION_SIZE = 4;
