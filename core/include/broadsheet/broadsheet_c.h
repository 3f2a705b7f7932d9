/// The C interface of Broadsheet. It is also the interface of the WebAssembly module: what is
/// declared here is exported as is (wasm/exports.txt and wasm/index_exports.txt are checked against
/// this file), the writing of an index by a module of its own.
///
/// Conventions
///  - Text is UTF-8, given as (pointer, size in bytes); it need not end in a zero byte and may hold
///    any bytes. Invalid UTF-8 is read as U+FFFD and reported as a diagnostic.
///  - Sizes and numbers are uint32_t, so that every structure has the same fields on 32 and 64 bit.
///  - Every fallible call returns a reply. The caller owns it and gives it back with
///    broadsheet_reply_free(). A reply is never NULL: when even the memory for a reply is missing,
///    a constant reply with the status BROADSHEET_OUT_OF_MEMORY is returned (it may be freed like
///    any other).
///  - No function throws, prints, reads files or looks at the clock, the locale or the environment.
///  - A handle that is NULL, or NULL in place of one that a call is to fill, is
///    BROADSHEET_INVALID_ARGUMENT with the code "handle-null".
///  - The functions have no hidden state; different handles may be used on different threads.
#ifndef BROADSHEET_C_H
#define BROADSHEET_C_H

// This file is C: neither `using` nor <cstdint>.
// NOLINTBEGIN(modernize-use-using, modernize-deprecated-headers)

#include <stdint.h>

#include "broadsheet/export.h"

#ifdef __cplusplus
extern "C" {
#endif

/// Raised when a structure, a constant or the meaning of a function of this file changes.
#define BROADSHEET_ABI_VERSION 6u

/// Returns BROADSHEET_ABI_VERSION as the library was built.
BROADSHEET_API uint32_t broadsheet_abi_version(void);

/// Returns the library's version ("0.1.0"), a constant string that ends in a zero byte.
BROADSHEET_API const char* broadsheet_version(void);

/// The outcome of a call. The codes cross the boundary; hosts make errors of their own of them.
enum broadsheet_status {
  BROADSHEET_OK = 0,
  /// An argument is not of the form that the function's comment asks for.
  BROADSHEET_INVALID_ARGUMENT = 1,
  /// Memory ran out. A host that runs the library as WebAssembly makes a fresh instance then.
  BROADSHEET_OUT_OF_MEMORY = 2,
  /// A defect of the library. The reply's JSON has a message worth reporting.
  BROADSHEET_INTERNAL_ERROR = 3,
};

/// One packed answer: this header and behind it three blocks of bytes, in this order: primary,
/// text, json. Each block begins at the next multiple of four bytes, counted from the header. What
/// they hold depends on the call and is said there. A reply whose status is not BROADSHEET_OK has
/// only `json`: {"code": string, "message": string, "hint"?: string}.
typedef struct broadsheet_reply {
  uint32_t status;        ///< an enum broadsheet_status
  uint32_t primary_size;  ///< bytes
  uint32_t text_size;     ///< bytes
  uint32_t json_size;     ///< bytes
  uint32_t utf16;         ///< bits of enum broadsheet_block: blocks in UTF-16LE; the others: UTF-8
  uint32_t reserved;      ///< 0
} broadsheet_reply;

enum broadsheet_block {
  BROADSHEET_BLOCK_PRIMARY = 1,
  BROADSHEET_BLOCK_TEXT = 2,
  BROADSHEET_BLOCK_JSON = 4,
};

/// Returns the first byte of a block of `reply`; valid until the reply is freed.
BROADSHEET_API const char* broadsheet_reply_primary(const broadsheet_reply* reply);
BROADSHEET_API const char* broadsheet_reply_text(const broadsheet_reply* reply);
BROADSHEET_API const char* broadsheet_reply_json(const broadsheet_reply* reply);

/// Gives a reply back. NULL is allowed.
BROADSHEET_API void broadsheet_reply_free(broadsheet_reply* reply);

/// Memory for arguments, for hosts that have no allocator of their own in this address space
/// (JavaScript). `size` in bytes, 0 is allowed; aligned for any type of this file. Returns NULL
/// when memory runs out. Give it back with broadsheet_free() (NULL is allowed).
BROADSHEET_API void* broadsheet_alloc(uint32_t size);
BROADSHEET_API void broadsheet_free(void* memory);

// ---------------------------------------------------------------------------------------------
// Rendering

enum broadsheet_profile {
  /// What newsletters write: front matter, GitHub's extensions, heading ids, safe links.
  BROADSHEET_PROFILE_NEWSLETTER = 0,
  /// CommonMark 0.31.2 and nothing else: no front matter, extensions or ids; raw HTML and every URL
  /// pass. Not safe for text by strangers.
  BROADSHEET_PROFILE_COMMONMARK = 1,
};

/// What becomes of raw HTML in Markdown. BY_PROFILE: SANITIZE for newsletters, PASS for
/// CommonMark.
enum broadsheet_html {
  BROADSHEET_HTML_BY_PROFILE = 0,
  BROADSHEET_HTML_ESCAPE = 1,  ///< shown as text; comments are dropped
  BROADSHEET_HTML_PASS = 2,    ///< copied through, every URL scheme with it; unsafe
  /// Elements and attributes of a list stay and are written anew, what could do harm is left out,
  /// what is no HTML is text.
  BROADSHEET_HTML_SANITIZE = 3,
};

/// Which delimiter runs open and close emphasis. BY_PROFILE: LENIENT for newsletters, COMMONMARK
/// for CommonMark. `emphasis: cjk` in a post's front matter goes before the option.
enum broadsheet_emphasis {
  BROADSHEET_EMPHASIS_BY_PROFILE = 0,
  BROADSHEET_EMPHASIS_COMMONMARK = 1,
  BROADSHEET_EMPHASIS_CJK = 2,  ///< the CJK-friendly amendment of the flanking rules
  /// As CJK, and in posts in CJK scripts also `**` with blanks inside, within a line: `** a **`,
  /// `**a: **b`.
  BROADSHEET_EMPHASIS_LENIENT = 3,
};

/// Which levels headings have. BY_PROFILE: SHIFT for newsletters, KEEP for CommonMark. `headings:
/// keep` in a post's front matter goes before the option.
enum broadsheet_headings {
  BROADSHEET_HEADINGS_BY_PROFILE = 0,
  BROADSHEET_HEADINGS_SHIFT = 1,  ///< from h2 on and without gaps
  BROADSHEET_HEADINGS_KEEP = 2,   ///< as the author gave them
};

/// Whose extensions a post is written in, besides GitHub's. No effect with the profile COMMONMARK.
enum broadsheet_dialect {
  BROADSHEET_DIALECT_GITHUB = 0,    ///< no others but `{#id}` behind a heading
  BROADSHEET_DIALECT_GOLDMARK = 1,  ///< Hugo's: attributes behind headings, definition lists
  /// Jekyll's: attribute lists `{: }` of blocks and spans, `{:toc}`, `{::comment}`, abbreviations,
  /// definition lists.
  BROADSHEET_DIALECT_KRAMDOWN = 2,
};

enum broadsheet_switch {
  BROADSHEET_BY_PROFILE = 0,
  BROADSHEET_OFF = 1,
  BROADSHEET_ON = 2,
};

/// Bits of broadsheet_render_options::parts: which parts of the answer the caller wants. What is
/// not asked for is not made.
enum broadsheet_parts {
  BROADSHEET_PART_HTML = 1,
  BROADSHEET_PART_TEXT = 2,
  /// Front matter and everything derived from the body: outline, links, images, counts, excerpt.
  BROADSHEET_PART_DETAILS = 4,
  BROADSHEET_PART_ALL = 7,
  /// What broadsheet_index_add() takes, in place of the text: a host that shows a post and indexes
  /// it need not render it twice. Results call the post by the option `file`.
  BROADSHEET_PART_INDEX = 8,
};

/// In which encoding a host wants the blocks of a reply.
enum broadsheet_encoding {
  BROADSHEET_ENCODING_UTF8 = 0,
  /// UTF-16LE for blocks that hold more than ASCII, UTF-8 for the others. For hosts whose strings
  /// are made of 16-bit units: JavaScript engines decode UTF-8 many times more slowly than they
  /// copy.
  BROADSHEET_ENCODING_UTF16 = 1,
};

/// Bits of broadsheet_render_options::syntax: what posts may write besides what the dialect has. No
/// effect with the profile COMMONMARK.
enum broadsheet_syntax {
  BROADSHEET_SYNTAX_CONTAINERS = 1,  ///< `:::name{attributes} title` to `:::`
  BROADSHEET_SYNTAX_MARK = 2,        ///< `==marked==`
  /// `{#id .class key=value}` behind links, images, code and emphasis, and at the end of a
  /// paragraph
  BROADSHEET_SYNTAX_ATTRIBUTES = 4,
  BROADSHEET_SYNTAX_WIKI = 8,  ///< `[[Page]]`, `[[Page#part|label]]`: links to `Page.md`
  BROADSHEET_SYNTAX_TOC = 16,  ///< a paragraph `[TOC]` or `[[toc]]` becomes the outline
  BROADSHEET_SYNTAX_ALL = 31,
};

/// Bits of broadsheet_render_options::hooks: which nodes a host wants to be asked about.
enum broadsheet_hook {
  BROADSHEET_HOOK_CODE = 1,  ///< blocks of code
  BROADSHEET_HOOK_IMAGE = 2,
  BROADSHEET_HOOK_LINK = 4,
  BROADSHEET_HOOK_HEADING = 8,
  BROADSHEET_HOOK_SHORTCODE = 16,
  BROADSHEET_HOOK_HTML = 32,  ///< of the author's, but for images and links
  BROADSHEET_HOOK_CONTAINER = 64,
  BROADSHEET_HOOK_WIKI = 128,  ///< of links those that are written `[[Page]]`
  BROADSHEET_HOOK_MATH = 256,
  BROADSHEET_HOOK_ALL = 511,
};

/// All zeros and `parts = BROADSHEET_PART_ALL` is the default for newsletters.
typedef struct broadsheet_render_options {
  uint32_t profile;          ///< an enum broadsheet_profile
  uint32_t html;             ///< an enum broadsheet_html
  uint32_t emphasis;         ///< an enum broadsheet_emphasis
  uint32_t front_matter;     ///< an enum broadsheet_switch: whether to look for front matter
  uint32_t parts;            ///< bits of enum broadsheet_parts
  uint32_t base_size;        ///< bytes
  uint32_t file_size;        ///< bytes
  uint32_t encoding;         ///< an enum broadsheet_encoding
  uint32_t headings;         ///< an enum broadsheet_headings
  uint32_t page_links_size;  ///< bytes
  uint32_t dialect;          ///< an enum broadsheet_dialect
  uint32_t lang_size;        ///< bytes
  const char* base;          ///< relative links and images resolve against it; may be NULL
  const char* file;          ///< the post's path: date and slug of Jekyll's file names; may be NULL
  /// What links to other posts' files become: `{path}` stands for the file's path without
  /// extension,
  /// `{fragment}` for the part behind `#`, which is appended where the pattern has no place for it.
  /// "#/post/{path}", "/{path}/". May be NULL: they stay.
  const char* page_links;
  /// The language of posts whose front matter names none; may be NULL.
  const char* lang;
  uint32_t hooks;   ///< bits of enum broadsheet_hook; of broadsheet_tree_open() alone
  uint32_t syntax;  ///< bits of enum broadsheet_syntax
} broadsheet_render_options;

/// Renders one post: front matter and Markdown, parsed once.
///
/// `primary` is the HTML of the body, `text` its plain text with a line feed between blocks, `json`
/// an object: {"data": PostData, "article"?: ArticleOptions, "toc": Heading[], "excerpt": string,
/// "words": number,
/// "minutes": number, "links": Link[], "images": Image[], "diagnostics": Diagnostic[]} with the
/// shapes of wasm/src/api/types.ts. Without BROADSHEET_PART_DETAILS it has "diagnostics" only. With
/// BROADSHEET_PART_INDEX `text` is bytes for broadsheet_index_add(), whatever the encoding.
///
/// Whatever is wrong with a post is a diagnostic, not an error: the status is not BROADSHEET_OK
/// only for an unknown option or when memory runs out. `options` may be NULL for the default.
BROADSHEET_API broadsheet_reply* broadsheet_render(const char* source, uint32_t source_size,
                                                   const broadsheet_render_options* options);

/// Renders the body of a post whose metadata the host has. `body` is the source from the byte on
/// that "article" of broadsheet_render()'s json names ("start"). Of `options`, which may be NULL,
/// emphasis, headings and lang are the ones that it names, and encoding is the host's; the others
/// are not looked at.
///
/// `primary` is the HTML, `json` {"toc": Heading[], "links": Link[]}: the same as
/// broadsheet_render() makes.
BROADSHEET_API broadsheet_reply* broadsheet_render_article(
    const char* body, uint32_t body_size, const broadsheet_render_options* options);

/// Renders one post, parsed once, for its page and for where it is sent (broadsheet/sent.h): as a
/// mail, as an article of WeChat's, as the text of a feed. `options` as of broadsheet_render();
/// parts are those of the page, and what is sent has raw HTML that would pass sanitized. `settings`
/// is a JSON object, {"mail"?: MailSettings, "wechat"?: WeChatSettings, "feed"?: FeedSettings} in
/// the shapes of wasm/src/api/sent_types.ts, that names what is wanted; size 0 stands for {}.
///
/// `primary` is five texts, each ended by a NUL: the HTML of the page, of the mail (a whole
/// document), the mail's plain text, the HTML of the article and of the feed; what is not asked for
/// is empty. `text` and `json` are as of broadsheet_render(), with two members more: "mail"
/// {"subject": string, "preview": string, "lang": string, "cutBefore"?: string} and "wechat"
/// {"title": string, "author": string, "digest": string, "characters": number, "pictures":
/// string[]}. Settings of another form are BROADSHEET_INVALID_ARGUMENT.
BROADSHEET_API broadsheet_reply* broadsheet_render_sent(const char* source, uint32_t source_size,
                                                        const broadsheet_render_options* options,
                                                        const char* settings,
                                                        uint32_t settings_size);

// ---------------------------------------------------------------------------------------------
// The tree of a post

/// A parsed post (broadsheet/tree.h). One thread at a time.
typedef struct broadsheet_tree broadsheet_tree;

/// The kinds of nodes, which broadsheet/tree.h describes (NodeKind).
enum broadsheet_node_kind {
  BROADSHEET_NODE_ROOT = 0,
  BROADSHEET_NODE_PARAGRAPH = 1,
  BROADSHEET_NODE_HEADING = 2,
  BROADSHEET_NODE_QUOTE = 3,
  BROADSHEET_NODE_ALERT = 4,
  BROADSHEET_NODE_LIST = 5,
  BROADSHEET_NODE_ITEM = 6,
  BROADSHEET_NODE_RULE = 7,
  BROADSHEET_NODE_CODE = 8,
  BROADSHEET_NODE_HTML = 9,
  BROADSHEET_NODE_TABLE = 10,
  BROADSHEET_NODE_ROW = 11,
  BROADSHEET_NODE_CELL = 12,
  BROADSHEET_NODE_FIGURE = 13,
  BROADSHEET_NODE_NOTE = 14,
  BROADSHEET_NODE_DEFINITION_LIST = 15,
  BROADSHEET_NODE_TERM = 16,
  BROADSHEET_NODE_DEFINITION = 17,
  BROADSHEET_NODE_CONTAINER = 18,
  BROADSHEET_NODE_TEXT = 19,
  BROADSHEET_NODE_EMPHASIS = 20,
  BROADSHEET_NODE_STRONG = 21,
  BROADSHEET_NODE_STRIKETHROUGH = 22,
  BROADSHEET_NODE_MARK = 23,
  BROADSHEET_NODE_INLINE_CODE = 24,
  BROADSHEET_NODE_MATH = 25,
  BROADSHEET_NODE_LINK = 26,
  BROADSHEET_NODE_IMAGE = 27,
  BROADSHEET_NODE_SHORTCODE = 28,
  BROADSHEET_NODE_ELEMENT = 29,
  BROADSHEET_NODE_BREAK = 30,
  BROADSHEET_NODE_NOTE_REFERENCE = 31,
  BROADSHEET_NODE_CONTENTS = 32,
};

enum broadsheet_node_flag {
  BROADSHEET_NODE_ORDERED = 1,  ///< of a list
  BROADSHEET_NODE_LOOSE = 2,    ///< of a list: its items hold paragraphs
  BROADSHEET_NODE_TASK = 4,     ///< of an item
  BROADSHEET_NODE_CHECKED = 8,  ///< of a task
  BROADSHEET_NODE_BLOCK = 16,   ///< it stands on lines of its own
  BROADSHEET_NODE_HEADER = 32,  ///< of a cell
  BROADSHEET_NODE_AUTOLINK = 64,
  BROADSHEET_NODE_EMBED = 128,     ///< a link in place of a video
  BROADSHEET_NODE_PSEUDO = 256,    ///< a bold paragraph that is in the outline
  BROADSHEET_NODE_FENCED = 512,    ///< of a block of code
  BROADSHEET_NODE_WIKI = 1024,     ///< a link that is written `[[Page]]`; its label: what it names
  BROADSHEET_NODE_DISPLAY = 2048,  ///< a formula between `$$`
};

/// A place that is not known.
#define BROADSHEET_NO_PLACE 0xFFFFFFFFu

/// The tree is an array of these in document order.
typedef struct broadsheet_node {
  uint32_t kind;   ///< an enum broadsheet_node_kind
  uint32_t flags;  ///< bits of enum broadsheet_node_flag
  /// A heading's level, a list's first number, a note's number; of cells 1 left, 2 center, 3 right.
  uint32_t number;
  uint32_t parent;  ///< its index; the root's is its own
  uint32_t end;     ///< index behind its last descendant; of the first: how many there are
  uint32_t begin;   ///< where it stands in the source, in bytes, or BROADSHEET_NO_PLACE
  uint32_t finish;  ///< where it ends, or BROADSHEET_NO_PLACE
} broadsheet_node;

enum broadsheet_node_text {
  BROADSHEET_TEXT_VALUE = 0,   ///< of texts, code, formulas, HTML, shortcodes: what they say
  BROADSHEET_TEXT_URL = 1,     ///< of links, images, elements
  BROADSHEET_TEXT_TITLE = 2,   ///< the same; of figures: the caption
  BROADSHEET_TEXT_ALT = 3,     ///< of images
  BROADSHEET_TEXT_LANG = 4,    ///< of code: the first word of its info string
  BROADSHEET_TEXT_META = 5,    ///< of code: the rest of it
  BROADSHEET_TEXT_ID = 6,      ///< of headings and whatever else has one in the HTML
  BROADSHEET_TEXT_NAME = 7,    ///< of alerts, containers, shortcodes, elements
  BROADSHEET_TEXT_LABEL = 8,   ///< of notes and references to them, and of links to pages
  BROADSHEET_TEXT_MARKUP = 9,  ///< of elements: the start tag
};

enum broadsheet_answer_kind {
  BROADSHEET_ANSWER_HTML = 0,  ///< in place of the node, as it is
  BROADSHEET_ANSWER_TEXT = 1,  ///< in place of the node, as text; a block becomes a paragraph
  /// Each a name and a value with a zero byte behind both. Addresses pass the policy of posts; what
  /// could run or restyle the page does not pass.
  BROADSHEET_ANSWER_ATTRIBUTES = 2,
  BROADSHEET_ANSWER_INNER = 3,  ///< HTML in place of code in its element, as it is
};

typedef struct broadsheet_answer {
  uint32_t node;  ///< its index
  uint32_t kind;  ///< an enum broadsheet_answer_kind
  uint32_t size;  ///< of the text, in bytes
  const char* text;
} broadsheet_answer;

/// Parses a post and keeps it. The reply is that of broadsheet_render(), but its json is the member
/// "post" of an object. Where the post has nodes of options->hooks, the HTML is empty, and beside
/// it stands
///   "asked": [{"node": number, "type": "code" | "image" | "link" | "heading" | "shortcode" |
///   "html" | "container", "line"?: number, ...}, ...]
/// with the members of HookNode (wasm/src/api/tree_types.ts). On BROADSHEET_OK `*tree` is new, and
/// the caller gives it back with broadsheet_tree_free(); otherwise it is NULL.
BROADSHEET_API broadsheet_reply* broadsheet_tree_open(const char* source, uint32_t source_size,
                                                      const broadsheet_render_options* options,
                                                      broadsheet_tree** tree);

/// The nodes; the first is the root. Valid as long as the tree. NULL for NULL.
BROADSHEET_API const broadsheet_node* broadsheet_tree_nodes(const broadsheet_tree* tree);

/// A text of a node, `*size` bytes, valid as long as the tree; size 0 for what it does not have.
/// `which` is an enum broadsheet_node_text.
BROADSHEET_API const char* broadsheet_tree_text(const broadsheet_tree* tree, uint32_t node,
                                                uint32_t which, uint32_t* size);

/// Asks for the nodes of other hooks than broadsheet_tree_open() was given. The reply's json is
/// {"asked": [...]}, empty if there are none.
BROADSHEET_API broadsheet_reply* broadsheet_tree_ask(const broadsheet_tree* tree, uint32_t hooks);

/// Writes the HTML, with answers for any nodes; answers for what stands in a node that is replaced
/// are passed over. `primary` is the HTML, in `encoding` (an enum broadsheet_encoding), `json`
/// {"diagnostics": Diagnostic[]}: what of the answers is left out. The tree stays as it is.
BROADSHEET_API broadsheet_reply* broadsheet_tree_render(broadsheet_tree* tree,
                                                        const broadsheet_answer* answers,
                                                        uint32_t count, uint32_t encoding);

/// Gives a tree back. NULL is allowed.
BROADSHEET_API void broadsheet_tree_free(broadsheet_tree* tree);

// ---------------------------------------------------------------------------------------------
// Catalog

/// The metadata of all posts, ready to be filtered, sorted and counted.
typedef struct broadsheet_catalog broadsheet_catalog;

/// Reads posts from JSON: either an array of {"path": string, "data": PostData} or an object with
/// such an array under "posts" (a manifest). Unknown members are passed over; a post without a path
/// or data is an error that names its index. On BROADSHEET_OK `*catalog` is a new catalog that the
/// caller gives back with broadsheet_catalog_free(); otherwise it is NULL. The reply's json is
/// {"total": number of posts}.
BROADSHEET_API broadsheet_reply* broadsheet_catalog_open(const char* json, uint32_t json_size,
                                                         broadsheet_catalog** catalog);

/// Answers a query, a JSON object in the shape of CatalogQuery (wasm/src/api/types.ts); size 0
/// stands for {}. `primary` holds the positions (in the order given to broadsheet_catalog_open) of
/// the posts on the page, in order, as uint32_t little-endian; `json` is {"total": number,
/// "facets":
/// {"tags": Facet[], "categories": Facet[], "authors": Facet[], "years": Facet[], "langs":
/// Facet[]}}.
BROADSHEET_API broadsheet_reply* broadsheet_catalog_query(const broadsheet_catalog* catalog,
                                                          const char* query, uint32_t query_size);

/// Gives a catalog back. NULL is allowed.
BROADSHEET_API void broadsheet_catalog_free(broadsheet_catalog* catalog);

// ---------------------------------------------------------------------------------------------
// Writing a search index

/// An index in the making (broadsheet/search.h). It reads and stores nothing itself: what is to be
/// done is asked for with broadsheet_index_next().
typedef struct broadsheet_index broadsheet_index;

/// Begins an index. `options` is a JSON object: {"drafts"?: boolean, "memory"?: bytes for terms,
/// "base"?: manifest of an index that this one adds to, "superseded"?: [[document, first link,
/// links], ...] of that index, as broadsheet_index_add() has told them}; size 0 stands for {}. On
/// BROADSHEET_OK `*index` is a new index that the caller gives back with broadsheet_index_free();
/// otherwise it is NULL. The reply has no blocks.
BROADSHEET_API broadsheet_reply* broadsheet_index_open(const char* options, uint32_t options_size,
                                                       broadsheet_index** index);

/// Renders a post for an index. `path` is what results call it. `primary` is what
/// broadsheet_index_add() takes, for this version's eyes only; the reply's json is {"data":
/// PostData, "excerpt": string, "words": number, "minutes": number, "diagnostics": Diagnostic[]}
/// and empty lists. It needs no index: hosts may prepare posts in other threads, or in another
/// instance of the module, than the one that writes.
BROADSHEET_API broadsheet_reply* broadsheet_index_prepare(const char* path, uint32_t path_size,
                                                          const char* source, uint32_t source_size);

/// Adds a prepared post. The reply's json is {"indexed"?: [document, first link, links]}; a draft
/// that is left out has no "indexed". Bytes of another making are BROADSHEET_INVALID_ARGUMENT.
BROADSHEET_API broadsheet_reply* broadsheet_index_add(broadsheet_index* index, const char* prepared,
                                                      uint32_t prepared_size);

/// After the last post: nothing may be added any more. The reply has no blocks.
BROADSHEET_API broadsheet_reply* broadsheet_index_finish(broadsheet_index* index);

/// Says what is to be done next; call it after each add and after finishing until it says
/// "nothing". `read` is the bytes that the last "read" asked for; size 0 otherwise. The reply's
/// json is {"kind": "nothing"} or
///   {"kind": "file", "name": string}      store `primary` under that name; "links": true beside it
///                                         says that only searches for links read the file
///   {"kind": "manifest", "name": string}  the same, replacing it, when all other files are stored
///   {"kind": "run"}                       keep `primary` as the next run; the first is run 0
///   {"kind": "read", "run": number, "offset": number, "size": number}  read a part of a run
BROADSHEET_API broadsheet_reply* broadsheet_index_next(broadsheet_index* index, const char* read,
                                                       uint32_t read_size);

/// Gives an index back. NULL is allowed.
BROADSHEET_API void broadsheet_index_free(broadsheet_index* index);

// ---------------------------------------------------------------------------------------------
// Searching

/// An index that is asked (broadsheet/search.h).
typedef struct broadsheet_search broadsheet_search;

/// Makes one, without any file. `cache` is how many bytes of files are kept for later queries; 0
/// stands for 16 MiB. On BROADSHEET_OK `*search` is new, and the caller gives it back with
/// broadsheet_search_free(); otherwise it is NULL. The reply has no blocks.
BROADSHEET_API broadsheet_reply* broadsheet_search_open(uint32_t cache, broadsheet_search** search);

/// Answers a query, a JSON object in the shape of SearchQuery (wasm/src/api/search_types.ts) with
/// "text". The reply's json is either {"needs": [file names]}, to be provided before the same is
/// asked again; or {"total": number, "facets": as of broadsheet_catalog_query(), "posts": [what the
/// index shows of each hit], "hits": [{"section"?: string, "score": number, "partial"?: true,
/// "excerpt": string, "marks": [[begin, end], ...]}, ...], "notices": [{"code": string, "message":
/// string, "file"?: string}, ...]}. An index that cannot answer is BROADSHEET_INVALID_ARGUMENT; the
/// error has a "file" if one is to blame.
BROADSHEET_API broadsheet_reply* broadsheet_search_query(broadsheet_search* search,
                                                         const char* query, uint32_t query_size);

/// Hands over the uncompressed bytes of a file. If they are not those that were written, the status
/// is BROADSHEET_INVALID_ARGUMENT and the file counts as missing. The reply has no blocks.
BROADSHEET_API broadsheet_reply* broadsheet_search_provide(broadsheet_search* search,
                                                           const char* name, uint32_t name_size,
                                                           const char* bytes, uint32_t bytes_size);

/// Says that a file cannot be had; the query goes on without it or fails.
BROADSHEET_API broadsheet_reply* broadsheet_search_miss(broadsheet_search* search, const char* name,
                                                        uint32_t name_size);

/// Gives it back. NULL is allowed.
BROADSHEET_API void broadsheet_search_free(broadsheet_search* search);

#ifdef __cplusplus
}
#endif

// NOLINTEND(modernize-use-using, modernize-deprecated-headers)

#endif  // BROADSHEET_C_H
