import { matrixCriteria, schemaRegistry, type ApplicationModule } from "@allotment/model";
import { describe, expect, test } from "vitest";
import { fullOptions, sampleRequirements } from "./sample.ts";

const common = schemaRegistry["common.schema.json"] as { $defs: { NixosRelease: { enum: readonly string[] } } };

/** What every application says about itself, and how its upgrades go. */
export function manifestContract(module: ApplicationModule): void {
  const { manifest } = module;
  const releases = common.$defs.NixosRelease.enum;

  describe("manifest and upgrades", () => {
    test("has a version for every NixOS release and a grade for every criterion", () => {
      expect(Object.keys(manifest.versions).sort()).toEqual([...releases].sort());
      expect(Object.keys(manifest.matrix).sort()).toEqual([...matrixCriteria].sort());
      for (const { note } of Object.values(manifest.matrix)) expect(note).toMatch(/\.$/);
      for (const version of Object.values(manifest.versions)) expect(version).toMatch(/^\d+\.\d+/);
    });

    test("says everything in sentences", () => {
      const { summary, description, needs, keeps, permanent, checklist } = manifest;
      const sentences = [summary, description, ...needs, ...keeps, ...permanent, ...checklist];
      expect(sentences.filter((sentence) => !/^\S.*[.!?]$/u.test(sentence))).toEqual([]);
      for (const list of [needs, keeps, permanent, checklist]) expect(list.length).toBeGreaterThan(0);
      expect(manifest.homepage).toMatch(/^https:\/\//);
    });

    test("what it asks for is at least what the shipped version needs", () => {
      const { floors } = module.upgrades;
      for (const { from } of floors) expect(from).toMatch(/^\d+(\.\d+)+$/);
      expect(floors.map(({ from }) => from)).toEqual(floors.map(({ from }) => from).sort(compareVersions));
      const shipped = manifest.versions["26.05"];
      const floor = floors.filter(({ from }) => compareVersions(from, shipped) <= 0).at(-1);
      for (const { type, request } of Object.values(sampleRequirements(module, fullOptions(module)).resources)) {
        if (type === "postgresql") expect(request["versionMin"]).toBeGreaterThanOrEqual(floor?.postgresql ?? 0);
        if (type === "redis") {
          expect(compareVersions(String(request["versionMin"]), floor?.redis ?? "0.0")).toBeGreaterThanOrEqual(0);
        }
      }
    });

    test("options of every earlier version can be migrated", () => {
      expect(module.migrations.map(({ from }) => from)).toEqual(
        Array.from({ length: module.version - 1 }, (_, index) => index + 1),
      );
    });
  });
}

function compareVersions(a: string, b: string): number {
  const numbers = (version: string) => version.split(".").map((part) => Number.parseInt(part, 10));
  const [left, right] = [numbers(a), numbers(b)];
  const index = left.findIndex((part, at) => part !== (right[at] ?? 0));
  return index === -1 ? 0 : (left[index] ?? 0) - (right[index] ?? 0);
}
