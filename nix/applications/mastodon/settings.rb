# Sets Mastodon's database settings from a JSON object on standard input: name -> value; null puts Mastodon's own
# default back. Names that this Mastodon does not know are left out and named; the exit status is then 3.
require "json"

values = JSON.parse($stdin.read)
abort "An object was expected on standard input; nothing was changed." unless values.is_a?(Hash)

known, unknown = values.partition { |name, _| Form::AdminSettings::KEYS.include?(name.to_sym) }
known.each do |name, value|
  value.nil? ? Setting.where(var: name).destroy_all : Setting[name] = value
end
# Mastodon keeps a digest of the style sheet beside it; its own form forgets it in the same way.
Rails.cache.delete(:setting_digest_custom_css) if values.key?("custom_css")
puts "#{known.size} settings are as they were asked for."
exit if unknown.empty?

warn "This Mastodon has no settings named #{unknown.map(&:first).join(", ")}."
exit 3
