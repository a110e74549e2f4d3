# Questions to a description.
{ lib }:
let
  inherit (builtins) any attrValues filter;
in
rec {
  # Instances that have components on a machine, by slug.
  instancesOn =
    description: machine: lib.filterAttrs (_: instance: runsOn machine instance) description.instances;

  runsOn = machine: instance: any (component: component.machine == machine) (attrValues instance.components);

  # Whether all components of an instance are on this machine; the NixOS modules of the applications need that.
  runsWhollyOn =
    machine: instance: builtins.all (component: component.machine == machine) (attrValues instance.components);

  # Whether it is stopped but has a site that says so; whether its hosts are served at all.
  isSuspended = instance: (instance.stopped or null) == "suspended";
  hasSite = instance: (instance.stopped or null) != "disabled";

  # What the machine erases once it is asked to, as the file that allotment-host reads: lines `kind name`. Null when nothing.
  erasureOf =
    description: machine:
    let
      items = description.erase.machines.${machine} or [ ];
    in
    if items == [ ] then null else builtins.concatStringsSep "" (map (item: "${item.kind} ${item.name}\n") items);

  # All bindings of one resource type, as a list.
  bindingsOf = type: instance: filter (binding: binding.type == type) (attrValues instance.bindings);

  # The one binding of a resource type; null when there is none.
  bindingOf = type: instance: lib.findFirst (_: true) null (bindingsOf type instance);

  # Whether a binding is served by this machine itself.
  isLocalTo = machine: binding: binding != null && binding.offer == "co-located" && binding.machine == machine;

  # Results of virtual hosts with one purpose (web, media, account) that this machine serves.
  hostsOn =
    machine: purpose: instance:
    filter (host: host.purpose == purpose && host.machine == machine) (
      map (binding: binding.result) (bindingsOf "http-ingress" instance)
    );

  # Path of a secret file of an instance on its machines; null when the description has none.
  secretPath =
    description: slug: role:
    let
      id = "${slug}/${role}";
    in
    if description.secrets ? ${id} then description.secrets.${id}.path else null;

  # URL of an S3 API: the port is left out where it is the usual one.
  s3Host =
    bucket:
    let
      usual = if bucket.tls then 443 else 80;
    in
    if bucket.port == usual then bucket.endpoint else "${bucket.endpoint}:${toString bucket.port}";
  s3Protocol = bucket: if bucket.tls then "https" else "http";
  s3Url = bucket: "${s3Protocol bucket}://${s3Host bucket}";

  # Where the store lets everybody read the objects of a bucket: root (URL), host (with port) and name (without).
  readsOf =
    bucket:
    let
      root =
        if bucket.readEndpoint or null != null then
          bucket.readEndpoint
        else if bucket.pathStyle then
          "${s3Url bucket}/${bucket.bucket}"
        else
          "${s3Protocol bucket}://${bucket.bucket}.${s3Host bucket}";
      host = builtins.elemAt (lib.splitString "/" root) 2;
    in
    {
      inherit root host;
      name = builtins.head (lib.splitString ":" host);
    };

  # Whether objects are read elsewhere than where the application would look for them by itself: at the API.
  readsElsewhere = bucket: bucket.mediaHost != null || bucket.readEndpoint or null != null;

  # Where objects of a bucket are read: the operator's own host, or the store itself.
  mediaUrl =
    bucket: if bucket.mediaHost != null then "https://${bucket.mediaHost}" else (readsOf bucket).root;
}
