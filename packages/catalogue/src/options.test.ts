import { describe, expect, test } from "vitest";
import type { ApplicationModule } from "@allotment/model";
import { hello } from "./applications/hello/index.ts";
import { mastodon } from "./applications/mastodon/index.ts";
import { migrateOptions, normaliseDomains, recommendedOptions, withDefaults } from "./options.ts";

test("defaults fill what is missing and nothing else", () => {
  const filled = withDefaults(hello.optionsSchema, { domain: "a.example.org", title: "Choir" });
  expect(filled).toEqual({ domain: "a.example.org", title: "Choir", message: "It works.", jobs: false });
  expect(withDefaults(mastodon.optionsSchema, {})).not.toHaveProperty("accountDomain");
  expect(withDefaults(hello.optionsSchema, { constructor: "x" })).toHaveProperty("constructor", "x");
});

test("recommended values win over upstream's defaults, by size", () => {
  const small = recommendedOptions(mastodon, 20);
  const large = recommendedOptions(mastodon, 5000);
  expect(small).toMatchObject({ expectedActiveUsers: 20, registrations: "approved", search: false });
  expect(large).toMatchObject({ expectedActiveUsers: 5000, registrations: "approved", search: true });
  expect(withDefaults(mastodon.optionsSchema, {})).toMatchObject({ registrations: "none", search: false });
});

test("only host names are normalised", () => {
  const options = { domain: " Chöre.Example.org", title: "Chöre.Example.org", mediaDomain: "not a host" };
  expect(normaliseDomains(mastodon, options)).toEqual({
    domain: "xn--chre-6qa.example.org",
    title: "Chöre.Example.org",
    mediaDomain: "not a host",
  });
});

describe("migrations", () => {
  const third: ApplicationModule = {
    ...hello,
    version: 3,
    migrations: [
      { from: 1, migrate: ({ name, ...rest }) => ({ ...rest, heading: name }) },
      { from: 2, migrate: ({ heading, ...rest }) => ({ ...rest, title: heading }) },
    ],
  };

  test("run one after the other, from the version they were written for", () => {
    expect(migrateOptions(third, { name: "Choir" }, 1)).toEqual({ title: "Choir" });
    expect(migrateOptions(third, { heading: "Choir" }, 2)).toEqual({ title: "Choir" });
    expect(migrateOptions(third, { title: "Choir" }, 3)).toEqual({ title: "Choir" });
  });

  test("refuse what they cannot know", () => {
    expect(() => migrateOptions(third, {}, 4)).toThrow(/newer/);
    expect(() => migrateOptions({ ...third, migrations: [] }, {}, 1)).toThrow(/no migration/);
  });
});
