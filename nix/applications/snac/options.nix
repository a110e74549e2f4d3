# Options of snac and the keys of server.json that they become. Upstream's names: snac(8).
let
  not = to: {
    inherit to;
    by = value: !value;
  };
in
{
  title = "title";
  shortDescription = "short_description";
  contactEmail = "admin_email";
  prefix = "prefix";
  instanceTimeline = "show_instance_timeline";
  descriptionIsHtml = "short_description_raw";
  history = not "disable_history";
  hideDeleteButton = "hide_delete_post_button";
  timelineDays = "timeline_purge_days";
  localDays = "local_purge_days";
  entriesShown = "def_timeline_entries";
  entriesMax = "max_timeline_entries";
  feedEntriesMax = "max_public_entries";
  strictPublicTimelines = "strict_public_timelines";
  attachmentsMax = "max_attachments";
  proxyMedia = "proxy_media";
  svg = "enable_svg";
  accountAgeSecondsMin = "min_account_age";
  blockNotifications = not "disable_block_notifications";
  inboxCollection = not "disable_inbox_collection";
  sharedInboxes = "shared_inboxes";
  retriesMax = "queue_retry_max";
  retryMinutes = "queue_retry_minutes";
  timeoutSeconds = "queue_timeout";
  slowTimeoutSeconds = "queue_timeout_2";
  failedSignInsMax = "badlogin_retries";
  signInPauseSeconds = "badlogin_expire";
  logLevel = "dbglevel";
}
