# Options of Pixelfed and the variables of its .env file that they become. Upstream's names: config/*.php.
let
  # No entries: the variable is not set at all, for Pixelfed would take the empty text for one entry.
  commaList = to: {
    inherit to;
    by = list: if list == [ ] then null else builtins.concatStringsSep "," list;
  };
  kilobytesOfMB = to: {
    inherit to;
    by = megabytes: megabytes * 1000;
  };
in
{
  name = "APP_NAME";
  description = "INSTANCE_DESCRIPTION";
  contactEmail = "INSTANCE_CONTACT_EMAIL";
  language = "APP_LOCALE";
  timeZone = "APP_TIMEZONE";
  contactForm = "INSTANCE_CONTACT_FORM";
  contactFormMessagesPerDay = "INSTANCE_CONTACT_MAX_PER_DAY";
  legalNotice = "INSTANCE_LEGAL_NOTICE";
  usersMax = "PF_MAX_USERS";
  enforceUsersMax = "PF_ENFORCE_MAX_USERS";
  emailVerification = "ENFORCE_EMAIL_VERIFICATION";
  passwordLengthMin = "MIN_PASSWORD_LENGTH";
  approvalEmailResendsMax = "INSTANCE_CUR_REG_RESEND_LIMIT";
  approvalNotifyAdmin = "INSTANCE_CUR_REG_NOTIFY_ADMIN_ON_VERIFY";
  approvalNotifyPerDayMax = "INSTANCE_CUR_REG_NOTIFY_ADMIN_ON_VERIFY_MPD";
  approvalNotifyAnswers = "INSTANCE_CUR_REG_NOTIFY_ADMIN_ON_USER_RESPONSE";
  captchaSiteKey = "CAPTCHA_SITEKEY";
  adminInvites = "PF_ADMIN_INVITES_ENABLED";
  parentalControls = "INSTANCE_PARENTAL_CONTROLS";
  parentalControlsChildrenMax = "INSTANCE_PARENTAL_CONTROLS_MAX_CHILDREN";
  accountDeletion = "ACCOUNT_DELETION";
  limitAccountSize = "LIMIT_ACCOUNT_SIZE";
  albumLengthMax = "MAX_ALBUM_LENGTH";
  captionLengthMax = "MAX_CAPTION_LENGTH";
  altTextLengthMax = "PF_MEDIA_MAX_ALTTEXT_LENGTH";
  bioLengthMax = "MAX_BIO_LENGTH";
  nameLengthMax = "MAX_NAME_LENGTH";
  collectionLengthMax = "PF_MAX_COLLECTION_LENGTH";
  imageQuality = "IMAGE_QUALITY";
  optimizeImages = "PF_OPTIMIZE_IMAGES";
  optimizeVideos = "PF_OPTIMIZE_VIDEOS";
  mediaFastProcess = "PF_MEDIA_FAST_PROCESS";
  federation = "ACTIVITY_PUB";
  remoteFollow = "AP_REMOTE_FOLLOW";
  authorizedFetch = "AUTHORIZED_FETCH";
  networkTimeline = "PF_NETWORK_TIMELINE";
  accountMigration = "PF_ACCT_MIGRATION_ENABLED";
  customEmoji = "CUSTOM_EMOJI";
  atomFeeds = "ATOM_FEEDS";
  reportAutospam = "INSTANCE_REPORTS_EMAIL_AUTOSPAM";
  spamFilter = "PF_BOUNCER_ENABLED";
  blockCloudSignups = "PF_BOUNCER_BAN_CLOUD_SIGNUPS";
  blockCloudLogins = "PF_BOUNCER_BAN_CLOUD_LOGINS";
  blockCloudApi = "PF_BOUNCER_BAN_CLOUD_API";
  restricted = "RESTRICTED_INSTANCE";
  publicDiscover = "INSTANCE_DISCOVER_PUBLIC";
  publicHashtags = "INSTANCE_PUBLIC_HASHTAGS";
  publicLocalTimeline = "INSTANCE_PUBLIC_LOCAL_TIMELINE";
  landingDirectory = "INSTANCE_LANDING_SHOW_DIRECTORY";
  landingExplore = "INSTANCE_LANDING_SHOW_EXPLORE";
  showPeers = "INSTANCE_SHOW_PEERS";
  profileEmbeds = "INSTANCE_PROFILE_EMBEDS";
  postEmbeds = "INSTANCE_POST_EMBEDS";
  hideSensitive = "PF_HIDE_NSFW_ON_PUBLIC_FEEDS";
  stories = "STORIES_ENABLED";
  apps = "OAUTH_ENABLED";
  appRegistration = "PF_ALLOW_APP_REGISTRATION";
  instagramImport = "PF_IMPORT_FROM_INSTAGRAM";
  instagramImportPostsMax = "PF_IMPORT_IG_MAX_POSTS";
  instagramImportVideos = "PF_IMPORT_IG_ALLOW_VIDEO_POSTS";
  instagramImportAdminsOnly = "PF_IMPORT_IG_PERM_ADMIN_ONLY";
  instagramImportAccountAgeDays = "PF_IMPORT_IG_PERM_MIN_ACCOUNT_AGE";

  accountDeletionDelayDays = {
    to = "ACCOUNT_DELETE_AFTER";
    by = days: if days == 0 then false else days;
  };
  accountSizeMB = kilobytesOfMB "MAX_ACCOUNT_SIZE";
  photoSizeMB = kilobytesOfMB "MAX_PHOTO_SIZE";
  avatarSizeMB = kilobytesOfMB "MAX_AVATAR_SIZE";
  mediaTypes = commaList "MEDIA_TYPES";
  blockedDomains = commaList "CS_BLOCKED_DOMAINS";
  warnedDomains = commaList "CS_CW_DOMAINS";
  unlistedDomains = commaList "CS_UNLISTED_DOMAINS";
  blockedKeywords = commaList "CS_BLOCKED_KEYWORDS";
  warnedKeywords = commaList "CS_CW_KEYWORDS";
  unlistedKeywords = commaList "CS_UNLISTED_KEYWORDS";
  bannedUsernames = commaList "BANNED_USERNAMES";
}
