# Jekyll's own answer to its templates: the text of each document behind Liquid and before Markdown.
# Standard input: [folder, ...]; standard output: [{path: text}, ...].
require "json"
require "jekyll"

ENV["JEKYLL_ENV"] = "production"
Jekyll.logger.log_level = :error

# Tags of plugins that a site may have; unknown ones end the whole build.
(ENV["UNKNOWN_BLOCKS"] || "").split(",").each do |name|
  Liquid::Template.register_tag(name, Class.new(Liquid::Block))
end

answers = JSON.parse($stdin.read).map do |source|
  ENV["TZ"] = "UTC"
  config = Jekyll.configuration({ "source" => source, "destination" => File.join(source, "_site"),
                                  "quiet" => true, "disable_disk_cache" => true })
  config["plugins"] = []
  config["theme"] = nil
  site = Jekyll::Site.new(config)
  site.reset
  site.read
  payload = site.site_payload
  site.docs_to_write.grep(Jekyll::Document).to_h do |doc|
    renderer = Jekyll::Renderer.new(site, doc, payload)
    payload["page"] = doc.to_liquid
    info = {
      :registers        => { :site => site, :page => payload["page"] },
      :strict_filters   => false,
      :strict_variables => false,
    }
    text = doc.content
    text = renderer.render_liquid(text, payload, info, doc.path) if doc.render_with_liquid?
    [doc.path.delete_prefix("#{source}/"), text]
  end
end
$stdout.write(JSON.generate(answers))
