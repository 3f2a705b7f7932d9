#include "c_api/post_json.h"

#include <array>
#include <string_view>

#include "json/json_writer.h"

namespace broadsheet::c_api {
namespace {

using json::Writer;

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kInfo:
      return "info";
  }
  return "error";
}

void write_text(Writer& out, std::string_view key, const std::optional<std::string>& text) {
  if (text) {
    out.key(key);
    out.string(*text);
  }
}

void write_texts(Writer& out, std::string_view key, const std::vector<std::string>& texts) {
  out.key(key);
  out.begin_array();
  for (const std::string& text : texts) {
    out.string(text);
  }
  out.end_array();
}

/// Members of PostData that other keys of the front matter, which are kept as written, must not
/// shadow: a JSON reader would take the later one.
bool is_member(std::string_view key) {
  constexpr std::array<std::string_view, 14> kMembers = {
      "title", "date", "lastmod", "description", "cover",   "slug",       "lang",
      "draft", "tags", "weight",  "authors",     "aliases", "authorLink", "categories"};
  for (const std::string_view member : kMembers) {
    if (key == member) {
      return true;
    }
  }
  return false;
}

void write_data(Writer& out, const PostData& data) {
  out.begin_object();
  write_text(out, "title", data.title);
  write_text(out, "date", data.date);
  write_text(out, "lastmod", data.lastmod);
  write_texts(out, "tags", data.tags);
  write_texts(out, "categories", data.categories);
  write_texts(out, "authors", data.authors);
  write_text(out, "authorLink", data.author_link);
  write_text(out, "description", data.description);
  write_text(out, "cover", data.cover);
  if (data.draft) {
    out.key("draft");
    out.boolean(*data.draft);
  }
  write_text(out, "lang", data.lang);
  write_text(out, "slug", data.slug);
  if (data.weight) {
    out.key("weight");
    out.number(*data.weight);
  }
  if (data.issue) {
    out.key("issue");
    out.number(*data.issue);
  }
  if (!data.aliases.empty()) {
    write_texts(out, "aliases", data.aliases);
  }
  for (const auto& [key, value] : data.extra) {
    if (!is_member(key) && !(key == "issue" && data.issue)) {
      out.foreign_key(key);
      out.raw(value);
    }
  }
  out.end_object();
}

void write_member(Writer& out, std::string_view key, const std::string& text) {
  out.key(key);
  out.string(text);
}

std::string_view emphasis_name(Emphasis emphasis) {
  switch (emphasis) {
    case Emphasis::kCommonMark:
      return "commonmark";
    case Emphasis::kCjk:
      return "cjk";
    case Emphasis::kLenient:
      return "lenient";
    case Emphasis::kByProfile:
      break;
  }
  return {};
}

/// Manifests hold it for each post: what is as usual is left out.
void write_article_start(Writer& out, const ArticleStart& article) {
  const ArticleOptions& options = article.options;
  out.begin_object();
  out.key("start");
  out.number(article.offset);
  if (options.emphasis != Emphasis::kByProfile) {
    out.key("emphasis");
    out.string(emphasis_name(options.emphasis));
  }
  if (options.headings != Headings::kByProfile) {
    out.key("headings");
    out.string(options.headings == Headings::kKeep ? "keep" : "shift");
  }
  if (options.dialect != Dialect::kGitHub) {
    out.key("dialect");
    out.string(options.dialect == Dialect::kGoldmark ? "goldmark" : "kramdown");
  }
  if (!options.lang.empty()) {
    out.key("lang");
    out.string(options.lang);
  }
  out.end_object();
}

void write_toc(Writer& out, const std::vector<Heading>& toc) {
  out.begin_array();
  for (const Heading& heading : toc) {
    out.begin_object();
    write_member(out, "id", heading.id);
    out.key("level");
    out.number(heading.level);
    write_member(out, "text", heading.text);
    if (heading.pseudo) {
      out.key("pseudo");
      out.boolean(true);
    }
    out.end_object();
  }
  out.end_array();
}

void write_links(Writer& out, const std::vector<Link>& links) {
  out.begin_array();
  for (const Link& link : links) {
    out.begin_object();
    write_member(out, "url", link.url);
    write_member(out, "text", link.text);
    if (!link.section.empty()) {
      write_member(out, "section", link.section);
    }
    out.end_object();
  }
  out.end_array();
}

void write_images(Writer& out, const std::vector<Image>& images) {
  out.begin_array();
  for (const Image& image : images) {
    out.begin_object();
    write_member(out, "url", image.url);
    write_member(out, "alt", image.alt);
    if (!image.title.empty()) {
      write_member(out, "title", image.title);
    }
    if (!image.section.empty()) {
      write_member(out, "section", image.section);
    }
    out.end_object();
  }
  out.end_array();
}

void write_diagnostics(Writer& out, const std::vector<Diagnostic>& diagnostics) {
  out.begin_array();
  for (const Diagnostic& diagnostic : diagnostics) {
    out.begin_object();
    write_member(out, "code", diagnostic.code);
    out.key("severity");
    out.string(severity_name(diagnostic.severity));
    write_member(out, "message", diagnostic.message);
    if (!diagnostic.hint.empty()) {
      write_member(out, "hint", diagnostic.hint);
    }
    out.key("line");
    out.number(diagnostic.line);
    out.key("column");
    out.number(diagnostic.column);
    out.end_object();
  }
  out.end_array();
}

/// The members of the object that a post is.
void write_post(Writer& out, const Post& post, bool details) {
  if (details) {
    out.key("data");
    write_data(out, post.data);
    if (post.article) {
      out.key("article");
      write_article_start(out, *post.article);
    }
    out.key("toc");
    write_toc(out, post.toc);
    write_member(out, "excerpt", post.excerpt);
    out.key("words");
    out.number(post.words);
    out.key("minutes");
    out.number(post.minutes);
    out.key("links");
    write_links(out, post.links);
    out.key("images");
    write_images(out, post.images);
  }
  out.key("diagnostics");
  write_diagnostics(out, post.diagnostics);
}

void write_mail(Writer& out, const Mail& mail) {
  out.begin_object();
  write_member(out, "subject", mail.subject);
  write_member(out, "preview", mail.preview);
  write_member(out, "lang", mail.lang);
  if (mail.is_cut) {
    write_member(out, "cutBefore", mail.cut_before);
  }
  out.end_object();
}

void write_article(Writer& out, const WeChatArticle& article) {
  out.begin_object();
  write_member(out, "title", article.title);
  write_member(out, "author", article.author);
  write_member(out, "digest", article.digest);
  out.key("characters");
  out.number(article.characters);
  write_texts(out, "pictures", article.pictures);
  out.end_object();
}

}  // namespace

std::string to_json(const Post& post, bool details) {
  text::Buffer text;
  Writer out(text);
  out.begin_object();
  write_post(out, post, details);
  out.end_object();
  return text.take();
}

std::string to_json(const Article& article) {
  text::Buffer text;
  Writer out(text);
  out.begin_object();
  out.key("toc");
  write_toc(out, article.toc);
  out.key("links");
  write_links(out, article.links);
  out.end_object();
  return text.take();
}

std::string to_json(const SentPost& sent, bool details) {
  text::Buffer text;
  Writer out(text);
  out.begin_object();
  write_post(out, sent.post, details);
  if (sent.mail) {
    out.key("mail");
    write_mail(out, *sent.mail);
  }
  if (sent.wechat) {
    out.key("wechat");
    write_article(out, *sent.wechat);
  }
  out.end_object();
  return text.take();
}

std::string entry_json(std::string_view path, const Post& post) {
  text::Buffer text;
  Writer out(text);
  out.begin_object();
  out.key("path");
  out.string(path);
  out.key("data");
  write_data(out, post.data);
  out.key("words");
  out.number(post.words);
  out.key("minutes");
  out.number(post.minutes);
  out.end_object();
  return text.take();
}

}  // namespace broadsheet::c_api
