# How nginx answers for a suspended community: 503 to every request, as a page for people and as JSON for programs, and
# when to ask again. Other servers keep what they have for it and try again; 410 would have them forget it for ever.
{
  # name -> text -> path of a file in the store
  writeText,
  text,
}:
let
  json = builtins.toJSON { error = "This community is paused. Nothing is lost; ask again later."; };
  error = "/.allotment-unavailable";
  serve = file: [
    "internal;"
    "add_header Retry-After 3600 always;"
    "add_header Cache-Control no-store always;"
    "add_header Vary Accept always;"
    "charset utf-8;"
    "root /;"
    "try_files ${file} =503;"
  ];
in
{
  # Once for all: browsers name HTML, programs name a kind of JSON (application/activity+json, application/json).
  http = ''
    map $http_accept $allotment_unavailable { default html; ~*text/html html; ~*[/+]json json; }
  '';

  # For the server of an instance's host.
  server = [
    "error_page 503 ${error}.$allotment_unavailable;"
    # The names of the answers themselves.
    "error_page 404 =503 ${error}.$allotment_unavailable;"
  ];

  # Location -> lines.
  locationsFor = instance: {
    "/" = [ "return 503;" ];
    "= ${error}.html" = serve (writeText "suspended.html" (import ./page.nix { inherit instance text; }));
    "= ${error}.json" = serve (writeText "suspended.json" json);
  };
}
