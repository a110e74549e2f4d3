import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { libraryFolder, loadLibrary } from "./library.ts";

describe("the library", () => {
  test("is found from the source and holds what a tree needs, without its tests", () => {
    const { files, flakes, digest } = loadLibrary({});
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(["lib/default.nix", "check/default.nix", "applications/mastodon/settings.rb"]),
    );
    expect([...files.keys()].filter((file) => /\.ts$|golden|fixtures|^flake/.test(file))).toEqual([]);
    expect(flakes["26.05"]?.flake).toContain("nixosConfigurations");
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
  });

  test("is taken from the folder that ALLOTMENT_LIBRARY names, and nowhere else", () => {
    expect(libraryFolder({ ALLOTMENT_LIBRARY: libraryFolder({}) })).toBe(libraryFolder({}));
    const empty = mkdtempSync(path.join(tmpdir(), "allotment-library-"));
    expect(() => loadLibrary({ ALLOTMENT_LIBRARY: empty })).toThrow(empty);
    rmSync(empty, { recursive: true });
  });
});
