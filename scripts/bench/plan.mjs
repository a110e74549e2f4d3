import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { bundleOptions } from "../lib/bundle.mjs";
import { findNix } from "../lib/nix.mjs";
import { root } from "../lib/root.mjs";

export const name = "plan of Mastodon, Pixelfed and PeerTube, beside an evaluation of the same description";

/** @returns {Promise<Record<string, number | string>>} */
export async function run() {
  const output = ".cache/bench/plan.mjs";
  const { build } = await import("esbuild");
  await build(bundleOptions({ entry: "scripts/bench/plan-entry.ts", output }));
  const { planTimes, writeSampleTree } = await import(pathToFileURL(path.join(root, output)).href);
  const times = [...planTimes(300)].sort((a, b) => a - b);
  const planMedianMilliseconds = quantile(times, 0.5);
  const figures = {
    planMedianMilliseconds,
    planP95Milliseconds: quantile(times, 0.95),
    planAim: "5 ms median, 20 ms p95",
  };
  const nix = findNix();
  if ("reason" in nix) return { ...figures, evaluation: `not measured: ${nix.reason}` };
  const evaluationMedianMilliseconds = await evaluate(nix.instantiate, writeSampleTree);
  const ratio = Math.round(evaluationMedianMilliseconds / planMedianMilliseconds);
  return {
    ...figures,
    evaluationLevel: "evaluated against stubs",
    evaluationMedianMilliseconds,
    evaluationToPlanRatio: ratio,
  };
}

/**
 * @param {string} instantiate
 * @param {(folder: string) => Promise<void>} writeSampleTree
 */
async function evaluate(instantiate, writeSampleTree) {
  const folder = await mkdtemp(path.join(tmpdir(), "allotment-bench-"));
  try {
    await writeSampleTree(folder);
    const expression = '{ tree }: import (tree + "/nix/check") { inherit tree; }';
    const times = Array.from({ length: 5 }, () => {
      const start = performance.now();
      const outcome = spawnSync(
        instantiate,
        ["--eval", "--strict", "--json", "-E", expression, "--arg", "tree", folder],
        { encoding: "utf8" },
      );
      if (outcome.status !== 0) throw new Error(`the evaluation failed: ${outcome.stderr}`);
      return performance.now() - start;
    });
    return quantile(
      [...times].sort((a, b) => a - b),
      0.5,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {readonly number[]} sorted @param {number} fraction */
function quantile(sorted, fraction) {
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * fraction))] ?? 0;
  return Math.round(value * 100) / 100;
}
