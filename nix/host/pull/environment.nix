# What allotment-pull.sh has to know on a machine; null where machines do not fetch their configuration.
{ description, name, ... }:
if !(description ? pull) then
  null
else
  {
    ALLOTMENT_URL = description.pull.url;
    ALLOTMENT_DEPLOYMENT = description.deployment;
    ALLOTMENT_MACHINE = name;
    ALLOTMENT_TOKEN_FILE = description.secrets."${name}/pull-token".path;
    ALLOTMENT_POLL_SECONDS = toString description.pull.pollSeconds;
  }
