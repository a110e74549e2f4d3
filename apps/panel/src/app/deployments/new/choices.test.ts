import { describe, expect, test } from "vitest";
import { choicePairs, readChoices, stepHref } from "./choices.ts";

const query =
  "step=addresses&pick=mastodon&pick=pixelfed&pick=mastodon&base=choir.org&website=elsewhere" +
  "&mastodon-slug=social&mastodon-web=social.choir.org&mastodon-media=&operator=o1";

describe("choices of the guided path", () => {
  test("what was chosen survives the way through an address and hidden fields", () => {
    const choices = readChoices(new URLSearchParams(query));
    expect(choices.picks).toEqual(["mastodon", "pixelfed"]);
    expect(choices.instances).toEqual({ mastodon: { slug: "social", web: "social.choir.org", media: "" } });
    const again = readChoices(new URL(stepHref(choices, "addresses"), "http://panel.example").searchParams);
    expect(again).toEqual(choices);
  });

  test("a step does not carry along what it asks itself", () => {
    const names = choicePairs(readChoices(new URLSearchParams(query)), ["base"]).map(([name]) => name);
    expect(names).not.toContain("base");
    expect(names).toContain("operator");
  });

  test("hostile values become harmless ones", () => {
    const choices = readChoices(new URLSearchParams("step=../x&pick=__proto__&pick=<b>&website=x"));
    expect(choices).toMatchObject({ step: "applications", picks: [], website: "here" });
  });
});
