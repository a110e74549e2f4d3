# Variables of Pixelfed for the services it uses: mail, bucket, queue.
{
  lib,
  describe,
  instance,
}:
let
  inherit (instance) options components;
  bucket = describe.bindingOf "s3-bucket" instance;
  mail = (describe.bindingOf "smtp" instance).result;

  bucketSettings = bucket: {
    PF_ENABLE_CLOUD = true;
    FILESYSTEM_CLOUD = "s3";
    AWS_BUCKET = bucket.bucket;
    AWS_DEFAULT_REGION = bucket.region;
    AWS_ENDPOINT = describe.s3Url bucket;
    AWS_URL = describe.mediaUrl bucket;
    AWS_USE_PATH_STYLE_ENDPOINT = bucket.pathStyle;
    # For what Pixelfed stores without saying how visible it is; photos it always sends as "public" (MediaStorageService).
    # "private" asks for no more than the rights that the owner has anyway, which stores without access lists accept.
    AWS_VISIBILITY = if bucket.acl then "public" else "private";
  };
in
{
  MAIL_DRIVER = "smtp";
  MAIL_HOST = mail.host;
  MAIL_PORT = mail.port;
  # "tls" stands for both: from the first byte on port 465, after the greeting elsewhere.
  MAIL_ENCRYPTION = if mail.security == "none" then "" else "tls";
  MAIL_FROM_ADDRESS = mail.sender;
  MAIL_FROM_NAME = options.name;
  HORIZON_MAX_PROCESSES = components.jobs.settings.horizonProcessesMax;
}
// lib.optionalAttrs (mail.username != null) { MAIL_USERNAME = mail.username; }
// lib.optionalAttrs (bucket != null) (bucketSettings bucket.result)
