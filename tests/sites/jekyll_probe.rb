# Jekyll's own answer: reads sites and says, as JSON, what it would write of them.
# Standard input: [{"source": folder, "variants": ["plain", ...]}, ...]; the configuration of each is
# its own, with the plugins at hand.
require "json"
require "jekyll"

PLUGINS = %w(jekyll-redirect-from jekyll-feed).freeze
OPTIONS = {
  "plain"   => {},
  "drafts"  => { "show_drafts" => true },
  "future"  => { "future" => true },
  "expired" => {},
}.freeze

Jekyll.logger.log_level = :error

def build(source, options)
  # Jekyll takes the zone of one site for that of the next.
  ENV["TZ"] = "UTC"
  Jekyll::Utils.instance_variable_set(:@parse_date_cache, nil)
  destination = File.join(source, "_site")
  config = Jekyll.configuration({ "source" => source, "destination" => destination,
                                  "quiet" => true, "disable_disk_cache" => true }.merge(options))
  config["plugins"] = PLUGINS
  config["theme"] = nil
  site = Jekyll::Site.new(config)
  site.reset
  site.read
  site.generate
  below = ->(path) { path.delete_prefix("#{destination}/") }
  documents = site.docs_to_write.grep(Jekyll::Document)
  pages = documents.map do |doc|
    {
      "source" => doc.path.delete_prefix("#{source}/"),
      "file" => below.call(doc.destination(destination)),
      "kind" => doc.collection.label == "posts" ? "post" : "document",
      "title" => doc.data["title"].to_s,
      "date" => doc.date.to_i != site.time.to_i ? doc.date.strftime("%Y-%m-%dT%H:%M:%S%:z") : "",
      "lang" => doc.data["lang"].to_s,
      "tags" => Array(doc.data["tags"]).map(&:to_s),
      "categories" => Array(doc.data["categories"]).map(&:to_s),
      "id" => doc.id,
    }
  end
  redirects = {}
  site.pages.grep(JekyllRedirectFrom::RedirectPage).each do |page|
    target = page.data["redirect"]["to"]
    owner = documents.find { |doc| target.end_with?(doc.url) }
    redirects[below.call(page.destination(destination))] = below.call(owner.destination(destination)) if owner
  end
  others = site.pages.grep_v(JekyllRedirectFrom::RedirectPage)
  others.select { |page| %w(.md .markdown).include?(page.ext) }.each do |page|
    pages << {
      "source" => page.relative_path, "file" => below.call(page.destination(destination)),
      "kind" => "page", "title" => page.data["title"].to_s, "date" => "", "lang" => "",
      "tags" => [], "categories" => [], "id" => ""
    }
  end
  # What is drawn is only what feeds say.
  feeds = others.select { |page| page.name.end_with?("feed.xml") }.to_h do |page|
    output = Jekyll::Renderer.new(site, page, site.site_payload).run
    [below.call(page.destination(destination)), output.scan(%r{<entry.*?<id>(.*?)</id>}m).flatten]
  end
  { "pages" => pages, "redirects" => redirects, "feeds" => feeds }
end

answers = JSON.parse($stdin.read).map do |asked|
  plain = build(asked["source"], {})
  published = ->(answer) { answer["pages"].reject { |page| page["kind"] == "page" }.map { |page| page["source"] }.sort }
  sets = { "plain" => published.call(plain) }
  asked["variants"].each do |variant|
    next if variant == "plain"

    others = published.call(build(asked["source"], OPTIONS.fetch(variant)))
    sets[variant] = others if others != sets["plain"]
  end
  plain["pages"].each { |page| page.delete("id") }
  plain.merge("published" => sets)
end
$stdout.write(JSON.generate(answers))
