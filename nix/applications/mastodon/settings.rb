# Sets Mastodon's database settings from a JSON object on standard input: name -> value; null puts Mastodon's own
# default back. Either all of them are set or none. Names that this Mastodon does not know are left out and named; the exit
# status is then 3.
#
# Told to `read`, it prints what holds: {"values": name -> value, "defaults": name -> Mastodon's own}.
require "json"

if ARGV == ["read"]
  names = Form::AdminSettings::KEYS - Form::AdminSettings::UPLOAD_KEYS
  defaults = Setting.respond_to?(:default_settings, true) ? Setting.send(:default_settings).to_h.with_indifferent_access : {}
  puts JSON.generate(
    values: names.index_with { |name| Setting[name.to_s] },
    defaults: names.index_with { |name| defaults[name] }
  )
  exit
end

values = JSON.parse($stdin.read)
abort "An object was expected on standard input; nothing was changed." unless values.is_a?(Hash)

known, unknown = values.partition { |name, _| Form::AdminSettings::KEYS.include?(name.to_sym) }
Setting.transaction do
  known.each do |name, value|
    value.nil? ? Setting.where(var: name).destroy_all : Setting[name] = value
  end
end
# Mastodon keeps a digest of the style sheet beside it; its own form forgets it in the same way.
Rails.cache.delete(:setting_digest_custom_css) if values.key?("custom_css")
puts "#{known.size} settings are as they were asked for."
exit if unknown.empty?

warn "This Mastodon has no settings named #{unknown.map(&:first).join(", ")}."
exit 3
