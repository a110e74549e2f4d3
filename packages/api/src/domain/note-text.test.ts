import { expect, test } from "vitest";
import { noteText } from "./note-text.ts";

test("a note tells the website of a handle domain what to redirect, for the common web servers", () => {
  const redirect = {
    id: "redirect/choir.org",
    instance: "social",
    account: "choir.org",
    web: "social.choir.org",
    look: null,
  };
  const { body } = noteText("Choir", { records: [], redirects: [redirect] });
  const prose = body.split("\n").filter((line) => !line.startsWith(" "));
  expect(Math.max(...prose.map((line) => line.length))).toBeLessThanOrEqual(76);
  expect(body).toContain("    https://choir.org/.well-known/webfinger\n");
  expect(body).toContain("return 301 https://social.choir.org$request_uri;");
  expect(body).toContain(
    'RedirectMatch 301 "^/\\.well-known/(webfinger|host-meta|nodeinfo)$" "https://social.choir.org/',
  );
  expect(body).toContain("redir @fediverse https://social.choir.org{uri} permanent");
});
