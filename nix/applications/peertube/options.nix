# Options of PeerTube and the places in its configuration file that they become. Upstream's names: config/default.yaml.
let
  withUnit = unit: to: {
    inherit to;
    by = number: if number == -1 then -1 else "${toString number} ${unit}";
  };
  hours = withUnit "hours";
  minutes = withUnit "minutes";
  days = withUnit "days";
  gibibytes = to: {
    inherit to;
    by = number: if number == -1 then -1 else number * 1073741824;
  };
  mebibytesPerSecond = to: {
    inherit to;
    # Nothing means no limit.
    by = number: if number <= 0 then null else number * 1048576;
  };
  textOrNull = to: {
    inherit to;
    by = text: if text == "" then null else text;
  };
  listOrNull = to: {
    inherit to;
    by = list: if list == [ ] then null else list;
  };
  # Numbers that PeerTube stores for what people choose by name.
  oneOf = numbers: to: {
    inherit to;
    by = name: numbers.${name};
  };
in
{
  name = "instance.name";
  shortDescription = "instance.short_description";
  adminEmail = "admin.email";
  defaultLanguage = "instance.default_language";
  contactForm = "contact_form.enabled";
  serverCountry = "instance.server_country";
  emailVerification = "signup.requires_email_verification";
  usersMax = "signup.limit";
  minimumAge = "signup.minimum_age";
  passwordLengthMin = "user.password_constraints.min_length";
  channelsPerUserMax = "video_channels.max_per_user";
  collaboratorsPerChannelMax = "video_channels.max_collaborators_per_channel";
  defaultChannelName = "user.default_channel_name";
  watchHistory = "user.history.videos.enabled";
  keepOriginalFile = "transcoding.original_file.keep";
  transcoding = "transcoding.enabled";
  transcodeOriginalResolution = "transcoding.always_transcode_original_resolution";
  hls = "transcoding.hls.enabled";
  hlsSplitAudio = "transcoding.hls.split_audio_and_video";
  webVideos = "transcoding.web_videos.enabled";
  podcastAudio = "transcoding.always_transcode_podcast_optimized_audio";
  fpsMax = "transcoding.fps.max";
  additionalExtensions = "transcoding.allow_additional_extensions";
  audioFiles = "transcoding.allow_audio_files";
  transcodingRunners = "transcoding.remote_runners.enabled";
  storyboards = "storyboards.enabled";
  studio = "video_studio.enabled";
  studioRunners = "video_studio.remote_runners.enabled";
  replaceVideoFile = "video_file.update.enabled";
  transcription = "video_transcription.enabled";
  transcriptionModel = "video_transcription.model";
  transcriptionRunners = "video_transcription.remote_runners.enabled";
  live = "live.enabled";
  liveReplayDefault = "defaults.live.save_replay";
  livesMax = "live.max_instance_lives";
  livesPerUserMax = "live.max_user_lives";
  liveLatencySetting = "live.latency_setting.enabled";
  rtmp = "live.rtmp.enabled";
  rtmps = "live.rtmps.enabled";
  liveTranscoding = "live.transcoding.enabled";
  liveTranscodeOriginalResolution = "live.transcoding.always_transcode_original_resolution";
  liveFpsMax = "live.transcoding.fps.max";
  liveRunners = "live.transcoding.remote_runners.enabled";
  preModeration = "auto_blacklist.videos.of_users.enabled";
  sensitivePolicy = "instance.default_nsfw_policy";
  sensitiveInstance = "instance.is_nsfw";
  sensitiveFlags = "nsfw_flags_settings.enabled";
  remoteComments = "video_comments.accept_remote_comments";
  publicBlocklist = "blocklist.public_log.enabled";
  anonymizeIp = "log.anonymize_ip";
  federation = "federation.enabled";
  followers = "followers.instance.enabled";
  followersApproval = "followers.instance.manual_approval";
  channelFollowers = "followers.channels.enabled";
  autoFollowBack = "followings.instance.auto_follow_back.enabled";
  federateUnlisted = "federation.videos.federate_unlisted";
  searchRemoteUsers = "search.remote_uri.users";
  searchRemoteVisitors = "search.remote_uri.anonymous";
  searchIndex = "search.search_index.enabled";
  searchIndexUrl = "search.search_index.url";
  searchIndexOnly = "search.search_index.disable_local_search";
  searchIndexDefault = "search.search_index.is_default_search";
  defaultDownload = "defaults.publish.download_enabled";
  playerTheme = "defaults.player.theme";
  playerAutoPlay = "defaults.player.auto_play";
  importHttp = "import.videos.http.enabled";
  importTorrent = "import.videos.torrent.enabled";
  channelSync = "import.video_channel_synchronization.enabled";
  channelSyncsPerUserMax = "import.video_channel_synchronization.max_per_user";
  importAccounts = "import.users.enabled";
  exportAccounts = "export.users.enabled";
  p2p = "defaults.p2p.webapp.enabled";
  p2pEmbed = "defaults.p2p.embed.enabled";
  tracker = "tracker.enabled";
  redundancyAccept = "remote_redundancy.videos.accept_from";
  geoIp = "geo_ip.enabled";
  startPage = "instance.default_client_route";
  browseScope = "client.browse_videos.default_scope";
  browseSort = "client.browse_videos.default_sort";
  theme = "theme.default";
  hideInstanceName = "client.header.hide_instance_name";
  authorDisplayNames = "client.videos.miniature.prefer_author_display_name";
  css = "instance.customizations.css";
  javascript = "instance.customizations.javascript";
  broadcastLevel = "broadcast_message.level";
  broadcastDismissable = "broadcast_message.dismissable";
  pluginIndex = "plugins.index.enabled";
  emailSubjectPrefix = "email.subject.prefix";
  emailSignature = "email.body.signature";
  description = "instance.description";
  terms = "instance.terms";
  codeOfConduct = "instance.code_of_conduct";
  moderationInformation = "instance.moderation_information";
  creationReason = "instance.creation_reason";
  administrator = "instance.administrator";
  maintenanceLifetime = "instance.maintenance_lifetime";
  businessModel = "instance.business_model";
  hardwareInformation = "instance.hardware_information";
  supportText = "instance.support.text";
  websiteLink = "instance.social.external_link";
  mastodonLink = "instance.social.mastodon_link";
  blueskyLink = "instance.social.bluesky_link";
  xLink = "instance.social.x_link";
  robots = "instance.robots";
  securityTxt = "instance.securitytxt";

  languages = listOrNull "instance.languages";
  categories = listOrNull "instance.categories";
  signupAllowedNetworks = "signup.filters.cidr.whitelist";
  signupBlockedNetworks = "signup.filters.cidr.blacklist";

  videoQuotaGiB = gibibytes "user.video_quota";
  videoQuotaDailyGiB = gibibytes "user.video_quota_daily";
  exportSizeMaxGiB = gibibytes "export.users.max_user_video_quota";
  downloadTotalMiBPerSecond = mebibytesPerSecond "download.max_total_bytes_per_second";
  downloadPerVisitorMiBPerSecond = mebibytesPerSecond "download.max_bytes_per_ip_per_second";

  transcriptionTimeoutHours = hours "video_transcription.timeout";
  liveDurationMaxHours = hours "live.max_duration";
  liveRewindMinutes = minutes "live.dvr.max_window";
  importTimeoutHours = hours "import.videos.timeout";
  exportDays = days "export.users.export_expiration";

  defaultPrivacy = oneOf {
    public = 1;
    unlisted = 2;
    private = 3;
    internal = 4;
  } "defaults.publish.privacy";
  defaultComments = oneOf {
    enabled = 1;
    disabled = 2;
    approval = 3;
  } "defaults.publish.comments_policy";
  defaultLicence = oneOf {
    none = null;
    cc-by = 1;
    cc-by-sa = 2;
    cc-by-nd = 3;
    cc-by-nc = 4;
    cc-by-nc-sa = 5;
    cc-by-nc-nd = 6;
    public-domain = 7;
  } "defaults.publish.licence";

  primaryColor = textOrNull "theme.customization.primary_color";
  onPrimaryColor = textOrNull "theme.customization.on_primary_color";
  foregroundColor = textOrNull "theme.customization.foreground_color";
  backgroundColor = textOrNull "theme.customization.background_color";
  backgroundSecondaryColor = textOrNull "theme.customization.background_secondary_color";
  menuForegroundColor = textOrNull "theme.customization.menu_foreground_color";
  menuBackgroundColor = textOrNull "theme.customization.menu_background_color";
  headerForegroundColor = textOrNull "theme.customization.header_foreground_color";
  headerBackgroundColor = textOrNull "theme.customization.header_background_color";
}
