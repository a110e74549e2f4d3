import type { Setting } from "@allotment/model";
import { invertedSetting, plainSetting } from "../../settings/index.ts";
import type { Options } from "./options.ts";

const plain = (name: string, option: keyof Options) => plainSetting<Options>(name, option);
const inverted = (name: string, option: keyof Options) => invertedSetting<Options>(name, option);

/**
 * Settings of snac by its own names: keys of server.json, files beside it, and `block` for the servers that are blocked.
 * server.json is read when the process starts (snac 2.75, data.c, srv_open); pages, announcement, patterns and blocked
 * servers are looked up each time they are needed (httpd.c, html.c, data.c).
 */
export const settings: readonly Setting<Options>[] = [
  plain("title", "title"),
  plain("short_description", "shortDescription"),
  plain("short_description_raw", "descriptionIsHtml"),
  plain("admin_email", "contactEmail"),
  {
    name: "admin_account",
    option: "contactAccount",
    valueOf: ({ contactAccount, adminUsername }) => contactAccount ?? adminUsername,
    optionFrom: (value, { adminUsername }) => (value === adminUsername ? null : value),
  },
  plain("show_instance_timeline", "instanceTimeline"),
  inverted("disable_history", "history"),
  plain("hide_delete_post_button", "hideDeleteButton"),
  plain("timeline_purge_days", "timelineDays"),
  plain("local_purge_days", "localDays"),
  plain("def_timeline_entries", "entriesShown"),
  plain("max_timeline_entries", "entriesMax"),
  plain("max_public_entries", "feedEntriesMax"),
  plain("strict_public_timelines", "strictPublicTimelines"),
  plain("max_attachments", "attachmentsMax"),
  plain("proxy_media", "proxyMedia"),
  plain("enable_svg", "svg"),
  plain("min_account_age", "accountAgeSecondsMin"),
  inverted("disable_block_notifications", "blockNotifications"),
  inverted("disable_inbox_collection", "inboxCollection"),
  plain("shared_inboxes", "sharedInboxes"),
  plain("queue_retry_max", "retriesMax"),
  plain("queue_retry_minutes", "retryMinutes"),
  plain("queue_timeout", "timeoutSeconds"),
  plain("queue_timeout_2", "slowTimeoutSeconds"),
  plain("badlogin_retries", "failedSignInsMax"),
  plain("badlogin_expire", "signInPauseSeconds"),
  plain("dbglevel", "logLevel"),
  plain("greeting.html", "greeting"),
  plain("style.css", "css"),
  plain("announcement.txt", "announcement"),
  plain("filter_reject.txt", "rejectPatterns"),
  plain("block", "blockedInstances"),
];
