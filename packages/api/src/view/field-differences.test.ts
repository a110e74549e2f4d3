import { findApplication } from "@allotment/catalogue";
import { describe, expect, test } from "vitest";
import { takeFields } from "../configuration/take-fields.ts";
import { configurationOf, pixelfed } from "../testing/deployments.ts";
import { fieldDifferences } from "./field-differences.ts";

describe("what differs between two configurations", () => {
  const before = configurationOf({ photos: pixelfed("photos.example.org", { name: "Photos" }) });

  test("nothing, when one sets what the other leaves at its default", () => {
    const federation = findApplication("pixelfed")?.optionsSchema.properties["federation"]?.default;
    expect(typeof federation).toBe("boolean");
    const same = configurationOf({ photos: pixelfed("photos.example.org", { name: "Photos", federation }) });
    expect(fieldDifferences(before, same)).toEqual([]);
  });

  test("each changed option by its title, with its effect", () => {
    const after = configurationOf({ photos: pixelfed("photos.example.org", { name: "Pictures" }) });
    expect(fieldDifferences(before, after)).toEqual([
      expect.objectContaining({
        address: "applications.photos.options.name",
        kind: "changed",
        before: "Photos",
        after: "Pictures",
        effect: expect.any(String),
        permanent: false,
      }),
    ]);
  });

  test("a permanent option is marked", () => {
    const after = configurationOf({
      photos: pixelfed("pictures.example.org", { name: "Photos" }),
    });
    expect(fieldDifferences(before, after)).toMatchObject([
      { address: "applications.photos.options.domain", permanent: true },
    ]);
  });

  test("an instance that comes or goes is one difference", () => {
    const after = configurationOf({ videos: { application: "peertube", options: {} } });
    expect(fieldDifferences(before, after)).toMatchObject([
      { address: "applications.photos", kind: "removed", title: "Pixelfed" },
      { address: "applications.videos", kind: "added", title: "PeerTube" },
    ]);
  });

  test("taking back every difference gives what was there", () => {
    const after = {
      ...configurationOf({
        photos: pixelfed("photos.example.org", { name: "Pictures", albumLengthMax: 7 }),
        videos: { application: "peertube", options: {} },
      }),
      backups: { ...before.backups, time: "05:00" },
    };
    const all = fieldDifferences(before, after).map(({ address }) => address);
    expect(all).toHaveLength(4);
    expect(takeFields(after, before, all)).toEqual(before);
  });

  test("an instance that is switched off is one difference, and can be taken back", () => {
    const switchedOff = Object.entries(before.applications).map(([slug, one]) => [slug, { ...one, enabled: false }]);
    const after = { ...before, applications: Object.fromEntries(switchedOff) };
    expect(fieldDifferences(before, after)).toMatchObject([
      { address: "applications.photos.enabled", kind: "changed", before: true, after: false },
    ]);
    expect(takeFields(after, before, ["applications.photos.enabled"])).toEqual(before);
  });

  test("taking back one leaves the others", () => {
    const after = configurationOf({ photos: pixelfed("photos.example.org", { name: "Pictures", albumLengthMax: 7 }) });
    const left = takeFields(after, before, ["applications.photos.options.name"]);
    expect(fieldDifferences(before, left)).toMatchObject([{ address: "applications.photos.options.albumLengthMax" }]);
  });
});
