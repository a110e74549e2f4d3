# Options of snac that are part of the system, and the keys of server.json that they become. Upstream's names: snac(8). The
# settings are set by the command of the description.
{
  prefix = "prefix";
}
