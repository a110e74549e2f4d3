# Declares what this library sets of comin, for a full evaluation without it.
{ lib, ... }:
{
  options.services.comin = lib.mkOption {
    type = lib.types.attrs;
    default = { };
  };
}
