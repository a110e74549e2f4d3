# Settings of PeerTube for the services it uses: mail and bucket.
{
  lib,
  describe,
  instance,
}:
let
  bucket = describe.bindingOf "s3-bucket" instance;
  mail = (describe.bindingOf "smtp" instance).result;

  # Every kind of file gets its own prefix in one bucket.
  kinds = [
    "captions"
    "original_video_files"
    "streaming_playlists"
    "user_exports"
    "web_videos"
  ];
  sectionOf = bucket: kind: {
    bucket_name = bucket.bucket;
    prefix = "${builtins.replaceStrings [ "_" ] [ "-" ] kind}/";
    base_url = if describe.readsElsewhere bucket then describe.mediaUrl bucket else "";
  };

  bucketSettings = bucket: {
    object_storage = {
      enabled = true;
      endpoint = describe.s3Url bucket;
      inherit (bucket) region;
      force_path_style = bucket.pathStyle;
      upload_acl = {
        public = if bucket.acl then "public-read" else null;
        private = if bucket.acl then "private" else null;
      };
      proxy.proxify_private_files = true;
    }
    // lib.genAttrs kinds (sectionOf bucket);
  };
in
{
  smtp = {
    hostname = mail.host;
    inherit (mail) port username;
    tls = mail.security == "tls";
    disable_starttls = mail.security == "none";
    from_address = mail.sender;
  };
}
// lib.optionalAttrs (bucket != null) (bucketSettings bucket.result)
