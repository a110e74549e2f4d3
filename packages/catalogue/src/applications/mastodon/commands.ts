import type { SettingsCommand } from "@allotment/model";
import type { Options } from "./options.ts";

/** Value of a setting in Mastodon's database; null puts upstream's own default back. */
type SettingValue = string | number | boolean | null;

/**
 * Settings that live in Mastodon's database, by its own names: how the value follows from the options, and which
 * option that is.
 */
const settings: readonly (readonly [
  name: string,
  option: keyof Options,
  value: (options: Options) => SettingValue | undefined,
])[] = [
  ["site_title", "title", ({ title }) => title],
  ["site_short_description", "shortDescription", ({ shortDescription }) => shortDescription],
  ["site_extended_description", "extendedDescription", ({ extendedDescription }) => extendedDescription],
  ["site_terms", "privacyPolicy", ({ privacyPolicy }) => privacyPolicy],
  ["site_contact_email", "contactEmail", ({ contactEmail }) => contactEmail],
  ["site_contact_username", "contactAccount", ({ contactAccount, adminUsername }) => contactAccount ?? adminUsername],
  ["status_page_url", "statusPageUrl", ({ statusPageUrl }) => statusPageUrl],
  ["media_cache_retention_period", "mediaCacheDays", ({ mediaCacheDays }) => mediaCacheDays],
  ["require_invite_text", "requireReason", ({ requireReason }) => requireReason],
  ["min_age", "minimumAge", ({ minimumAge }) => minimumAge],
  ["closed_registrations_message", "closedRegistrationsMessage", (options) => options.closedRegistrationsMessage],
  ["captcha_enabled", "captcha", ({ captcha }) => captcha],
  ["bootstrap_timeline_accounts", "defaultFollows", ({ defaultFollows }) => defaultFollows.join(",")],
  ["show_domain_blocks", "showDomainBlocks", ({ showDomainBlocks }) => showDomainBlocks],
  ["show_domain_blocks_rationale", "showDomainBlockReasons", (options) => options.showDomainBlockReasons],
  ["peers_api_enabled", "publishPeers", ({ publishPeers }) => publishPeers],
  ["activity_api_enabled", "publishActivity", ({ publishActivity }) => publishActivity],
  ["landing_page", "landingPage", ({ landingPage }) => landingPage],
  ["local_live_feed_access", "localFeed", ({ localFeed }) => localFeed],
  ["remote_live_feed_access", "remoteFeed", ({ remoteFeed }) => remoteFeed],
  ["local_topic_feed_access", "localTopicFeed", ({ localTopicFeed }) => localTopicFeed],
  ["remote_topic_feed_access", "remoteTopicFeed", ({ remoteTopicFeed }) => remoteTopicFeed],
  ["trends", "trends", ({ trends }) => trends],
  ["trendable_by_default", "trendsWithoutReview", ({ trendsWithoutReview }) => trendsWithoutReview],
  ["profile_directory", "profileDirectory", ({ profileDirectory }) => profileDirectory],
  ["noindex", "noIndex", ({ noIndex }) => noIndex],
  ["preview_sensitive_media", "previewSensitiveMedia", ({ previewSensitiveMedia }) => previewSensitiveMedia],
  ["allow_referrer_origin", "allowReferrer", ({ allowReferrer }) => allowReferrer],
  ["wrapstodon", "yearInReview", ({ yearInReview }) => yearInReview],
  ["theme", "theme", ({ theme }) => theme],
  ["custom_css", "customCss", ({ customCss }) => customCss],
  ["content_cache_retention_period", "contentCacheDays", ({ contentCacheDays }) => contentCacheDays],
  ["backups_retention_period", "archiveDays", ({ archiveDays }) => archiveDays],
];

/**
 * Command that takes settings as one JSON object on standard input, name → value, and writes each into Mastodon's
 * table of settings; null deletes the row. It is a Rails runner script on the machine.
 */
export const settingsCommand = "allotment-mastodon-settings";

/**
 * The unit that makes the indexes of the search (`tootctl search deploy`). Nobody waits for it: filling them takes hours
 * in a large community, and the posts of before are found as it goes on.
 */
const startSearch = ["systemctl", "start", "--no-block", "allotment-mastodon-search.service"] as const;

const registrationWord = { open: "open", approved: "approved", none: "close" } as const;

/**
 * What is set on the running instance, in seconds. Registrations go by Mastodon's own command, because that is what
 * one reaches for in a wave of spam; everything else by one script that reads JSON, so that no text becomes an argument.
 */
export function commandsOf(options: Options): readonly SettingsCommand[] {
  const registrations: SettingsCommand = {
    component: "web",
    options: ["registrations"],
    command: ["mastodon-tootctl", "settings", "registrations", registrationWord[options.registrations]],
    input: null,
  };
  const values = settings.map(([name, , value]) => [name, value(options) ?? null] as const);
  const all: SettingsCommand = {
    component: "web",
    options: settings.map(([, option]) => option),
    command: [settingsCommand],
    input: Object.fromEntries(values),
  };
  const search: SettingsCommand = { component: "web", options: [], command: [...startSearch], input: null };
  return [registrations, all, ...(options.search ? [search] : [])];
}
