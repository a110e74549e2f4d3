import { redirectedPaths, type NeededRedirect } from "@allotment/model";

/** A rule for one kind of web server. */
export interface RedirectRule {
  /** Name of the server. */
  readonly server: string;
  readonly lines: readonly string[];
}

const leaves = redirectedPaths.map((path) => path.slice("/.well-known/".length)).join("|");

/**
 * The redirect of a handle domain as web servers are told it. All keep what stands behind the question mark, and allow
 * pages of others to read the answer, which web clients need.
 */
export function redirectRules({ web }: Pick<NeededRedirect, "web">): readonly RedirectRule[] {
  return [
    {
      server: "nginx",
      lines: [
        `location ~ ^/\\.well-known/(${leaves})$ {`,
        `    add_header Access-Control-Allow-Origin "*" always;`,
        `    return 301 https://${web}$request_uri;`,
        `}`,
      ],
    },
    {
      server: "Apache",
      lines: [
        `RedirectMatch 301 "^/\\.well-known/(${leaves})$" "https://${web}/.well-known/$1"`,
        `<LocationMatch "^/\\.well-known/(${leaves})$">`,
        `    Header always set Access-Control-Allow-Origin "*"`,
        `</LocationMatch>`,
      ],
    },
    {
      server: "Caddy",
      lines: [
        `@fediverse path ${redirectedPaths.join(" ")}`,
        `header @fediverse Access-Control-Allow-Origin "*"`,
        `redir @fediverse https://${web}{uri} permanent`,
      ],
    },
  ];
}
