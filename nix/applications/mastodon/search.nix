# The indexes of Mastodon's search: made and filled once, their mapping brought up to date after that. Every start of the site
# starts this unit, for an upgrade may change the mapping, and does not wait: filling takes hours in a large community.
{
  lib,
  describe,
  name,
  search,
}:
{ ... }:
let
  after = [ "mastodon-web.service" ] ++ lib.optional (describe.isLocalTo name search) "opensearch.service";
in
{
  systemd.services.allotment-mastodon-search = {
    description = "Indexes of Mastodon's search";
    inherit after;
    wantedBy = [ "mastodon-web.service" ];
    environment.PATH = lib.mkForce "/run/wrappers/bin:/run/current-system/sw/bin";
    # A file of its own for each set of indexes: another search service starts empty.
    script = ''
      filled="$STATE_DIRECTORY"/${lib.escapeShellArg "${search.result.host}_${search.result.prefix}"}
      if [ -e "$filled" ] && mastodon-tootctl search deploy --only-mapping; then exit 0; fi
      rm -f "$filled"
      mastodon-tootctl search deploy
      touch "$filled"
    '';
    serviceConfig = {
      Type = "oneshot";
      StateDirectory = "allotment-mastodon-search";
      # The search service may still be starting.
      Restart = "on-failure";
      RestartSec = 60;
    };
    unitConfig.StartLimitIntervalSec = 0;
  };
}
