import type { Setting } from "@allotment/model";
import { plainSetting } from "../../settings/index.ts";
import type { Options } from "./options.ts";

const plain = (name: string, option: keyof Options) => plainSetting<Options>(name, option);

/** Settings that live in Mastodon's database (Form::AdminSettings), and the options that they come from. */
export const settings: readonly Setting<Options>[] = [
  plain("registrations_mode", "registrations"),
  plain("site_title", "title"),
  plain("site_short_description", "shortDescription"),
  plain("site_extended_description", "extendedDescription"),
  plain("site_terms", "privacyPolicy"),
  plain("site_contact_email", "contactEmail"),
  {
    name: "site_contact_username",
    option: "contactAccount",
    valueOf: ({ contactAccount, adminUsername }) => contactAccount ?? adminUsername,
    optionFrom: (value, { adminUsername }) => (value === adminUsername ? null : value),
  },
  plain("status_page_url", "statusPageUrl"),
  plain("media_cache_retention_period", "mediaCacheDays"),
  plain("require_invite_text", "requireReason"),
  plain("min_age", "minimumAge"),
  plain("closed_registrations_message", "closedRegistrationsMessage"),
  plain("captcha_enabled", "captcha"),
  {
    name: "bootstrap_timeline_accounts",
    option: "defaultFollows",
    valueOf: ({ defaultFollows }) => defaultFollows.join(","),
    optionFrom: (value) => namesIn(value),
  },
  plain("show_domain_blocks", "showDomainBlocks"),
  plain("show_domain_blocks_rationale", "showDomainBlockReasons"),
  plain("peers_api_enabled", "publishPeers"),
  plain("activity_api_enabled", "publishActivity"),
  plain("landing_page", "landingPage"),
  plain("local_live_feed_access", "localFeed"),
  plain("remote_live_feed_access", "remoteFeed"),
  plain("local_topic_feed_access", "localTopicFeed"),
  plain("remote_topic_feed_access", "remoteTopicFeed"),
  plain("trends", "trends"),
  plain("trendable_by_default", "trendsWithoutReview"),
  plain("profile_directory", "profileDirectory"),
  plain("noindex", "noIndex"),
  plain("preview_sensitive_media", "previewSensitiveMedia"),
  plain("allow_referrer_origin", "allowReferrer"),
  plain("wrapstodon", "yearInReview"),
  plain("theme", "theme"),
  plain("custom_css", "customCss"),
  plain("content_cache_retention_period", "contentCacheDays"),
  plain("backups_retention_period", "archiveDays"),
];

function namesIn(value: unknown): readonly string[] {
  return (typeof value === "string" ? value : "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
