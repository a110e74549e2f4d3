# What visitors of a suspended community see, as HTML: in its name, and for everybody.
{ instance, text }:
let
  inherit (text) html;
  said = instance.options.title or (instance.options.name or null);
  name = if said == null || said == "" then instance.domains.web else said;
in
''
  <!doctype html>
  <html lang="en">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width">
  <meta name="robots" content="noindex">
  <title>${html name}</title>
  <style>
    :root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif; }
    body { margin: 12vh auto; padding: 0 1.5rem; max-width: 34rem; overflow-wrap: break-word; }
  </style>
  <h1>${html name}</h1>
  <p>This community is paused. Nothing is lost: its posts, pictures, accounts and addresses are kept.</p>
  <p>It is expected back. Please come again later.</p>
  </html>
''
