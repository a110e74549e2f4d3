import { describe, expect, test } from "vitest";
import { judgeRedirect, lookAtRedirect } from "./redirect.ts";

const url = new URL("https://choir.org/.well-known/webfinger?resource=acct:allotment-test@choir.org");
const rest = "/.well-known/webfinger?resource=acct:allotment-test@choir.org";

describe("the redirect of a handle domain", () => {
  test.each([
    [301, `https://social.choir.org${rest}`, "right"],
    [307, "https://social.choir.org/.well-known/webfinger?resource=acct%3Aallotment-test%40choir.org", "right"],
    [302, "https://social.choir.org/.well-known/webfinger", "elsewhere"],
    [301, "https://social.choir.org/", "elsewhere"],
    [301, `https://www.choir.org${rest}`, "elsewhere"],
    [301, `http://social.choir.org${rest}`, "elsewhere"],
    [301, "http://[", "elsewhere"],
    [404, null, "missing"],
    [200, null, "missing"],
  ] as const)("%i to %s is %s", (status, location, outcome) => {
    expect(judgeRedirect(url, "social.choir.org", { status, location }).outcome).toBe(outcome);
  });

  test("is asked for at addresses of the internet alone", async () => {
    const asked: string[] = [];
    const look = (...addresses: string[]) =>
      lookAtRedirect(
        { id: "redirect/choir.org", instance: "social", account: "choir.org", web: "social.choir.org" },
        {
          resolver: { resolveAddress: async () => addresses },
          askSite: async (_url, address) => {
            asked.push(address);
            return null;
          },
          signal: new AbortController().signal,
        },
      );
    expect((await look("127.0.0.1", "10.0.0.1")).outcome).toBe("unknown");
    expect((await look("10.0.0.1", "9.9.9.9")).outcome).toBe("silent");
    expect(asked).toEqual(["9.9.9.9"]);
  });
});
