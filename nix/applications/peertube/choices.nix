# Options of PeerTube that set several places at once.
{ lib }:
options:
let
  resolutions = [
    "0p"
    "144p"
    "240p"
    "360p"
    "480p"
    "720p"
    "1080p"
    "1440p"
    "2160p"
  ];
  switches = chosen: lib.genAttrs resolutions (resolution: builtins.elem resolution chosen);

  strategy = {
    size = options.redundancySizeGiB * 1073741824;
    # How long a copy is kept at least, as upstream's example has it.
    min_lifetime = "48 hours";
    strategy = options.redundancyStrategy;
  }
  // lib.optionalAttrs (options.redundancyStrategy == "recently-added") { min_views = 10; };
in
{
  signup.enabled = options.registrations != "closed";
  signup.requires_approval = options.registrations != "open";
  transcoding.resolutions = switches options.resolutions;
  # PeerTube does not start with replays of streams that it may not convert.
  live.allow_replay = options.liveReplay && options.transcoding;
  live.transcoding.resolutions = switches options.liveResolutions;
  followings.instance.auto_follow_index = {
    enabled = options.autoFollowIndexUrl != "";
    index_url = options.autoFollowIndexUrl;
  };
  broadcast_message.enabled = options.broadcastMessage != "";
  broadcast_message.message = options.broadcastMessage;
  redundancy.videos.strategies = if options.redundancyStrategy == "none" then null else [ strategy ];
}
