import { describe, expect, test } from "vitest";
import { mastodon } from "../applications/mastodon/index.ts";
import { snac } from "../applications/snac/index.ts";
import { withDefaults } from "../options.ts";
import { settingDifferences } from "./differences.ts";

const options = withDefaults(mastodon.optionsSchema, {
  domain: "social.choir.org",
  adminUsername: "ada",
  contactEmail: "ada@choir.org",
  shortDescription: "We sing.",
});
const found = (values: Readonly<Record<string, unknown>>, defaults: Readonly<Record<string, unknown>> = {}) =>
  settingDifferences(mastodon, { options }, { values, defaults });

describe("settings inside an application", () => {
  test("that somebody changed are named by their option, with both values", () => {
    expect(found({ registrations_mode: "open", site_title: "Other", min_age: options["minimumAge"] })).toEqual([
      { option: "registrations", here: "none", inside: "open" },
      { option: "title", here: "Mastodon", inside: "Other" },
    ]);
  });

  test("that nobody set are upstream's default, and so is an empty text", () => {
    expect(found({ custom_css: "", site_terms: null, media_cache_retention_period: null })).toEqual([]);
    expect(found({ status_page_url: "https://up.example" }, { status_page_url: "https://up.example" })).toEqual([]);
    expect(found({ site_short_description: "" })).toEqual([
      { option: "shortDescription", here: "We sing.", inside: null },
    ]);
  });

  test("become options in their own form, and the first administrator is no contact that was named", () => {
    expect(found({ bootstrap_timeline_accounts: "bob, ada" })).toEqual([
      { option: "defaultFollows", here: [], inside: ["bob", "ada"] },
    ]);
    expect(found({ site_contact_username: "ada" })).toEqual([]);
    expect(found({ site_contact_username: "office" })).toEqual([
      { option: "contactAccount", here: null, inside: "office" },
    ]);
  });

  test("of any content are only compared", () => {
    expect(found({ site_title: { a: 1 }, unknown: "x" })).toEqual([
      { option: "title", here: "Mastodon", inside: null },
    ]);
  });

  test("that are lists are sets", () => {
    const talk = withDefaults(snac.optionsSchema, {
      domain: "talk.example",
      contactEmail: "us@example.org",
      blockedInstances: ["a.example", "b.example"],
    });
    const values = { block: ["b.example", "a.example"], disable_history: true };
    expect(settingDifferences(snac, { options: talk }, { values, defaults: {} })).toEqual([
      { option: "history", here: true, inside: false },
    ]);
  });
});
