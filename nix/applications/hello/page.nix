# The page as HTML.
context:
let
  inherit (context.instance) options;
  inherit (context.text) html;
in
''
  <!doctype html>
  <html lang="en">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width">
  <title>${html options.title}</title>
  <h1>${html options.title}</h1>
  <p style="white-space: pre-line">${html options.message}</p>
  </html>
''
