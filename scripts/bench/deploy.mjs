import path from "node:path";
import { pathToFileURL } from "node:url";
import { hostsProblem } from "../../e2e/hosts/base.mjs";
import { startHosts } from "../../e2e/hosts/hosts.mjs";
import { bundleOptions } from "../lib/bundle.mjs";
import { findNix } from "../lib/nix.mjs";
import { root } from "../lib/root.mjs";

const deployments = 5;
const switchSeconds = 10;

export const name =
  "deployment over SSH to a test host: what comes on top of Nix, copying and activating (from the order to the confirmation, as the machine counts)";

/** @returns {Promise<Record<string, number | string>>} */
export async function run() {
  const nix = findNix();
  const problem = "reason" in nix ? nix.reason : await hostsProblem();
  if ("reason" in nix || problem !== null) return { deployment: `not measured: ${problem}` };
  const { deployOnce } = await bundled();
  const hosts = await startHosts({ set: "bench", names: ["birch"] });
  try {
    const all = [];
    for (let turn = 0; turn < deployments; turn += 1) all.push(await deployOnce(hosts, nix.folder, switchSeconds));
    return figuresOf(all);
  } finally {
    await hosts.remove();
  }
}

/** The bundle behaves as if it stood where the sources that look for files beside them do. */
async function bundled() {
  const output = ".cache/bench/deploy.mjs";
  const { build } = await import("esbuild");
  const place = pathToFileURL(path.join(root, "e2e/hosts/scripted.ts")).href;
  await build({
    ...bundleOptions({ entry: "scripts/bench/deploy-entry.ts", output }),
    define: { "import.meta.url": JSON.stringify(place) },
  });
  return await import(pathToFileURL(path.join(root, output)).href);
}

/** @param {{ total: number, nix: number, switching: number, activation: number }[]} all */
function figuresOf(all) {
  const overheads = all.map(({ total, nix, activation }) => total - nix - activation);
  const totalMedianMilliseconds = median(all.map(({ total }) => total));
  const overheadMedianMilliseconds = median(overheads);
  return {
    deploymentMedianMilliseconds: totalMedianMilliseconds,
    nixAndCopyMedianMilliseconds: median(all.map(({ nix }) => nix)),
    switchMedianMilliseconds: median(all.map(({ switching }) => switching)),
    activationMedianMilliseconds: median(all.map(({ activation }) => activation)),
    overheadMedianMilliseconds,
    overheadPercent: Math.round((overheadMedianMilliseconds / totalMedianMilliseconds) * 1000) / 10,
    overheadAim: "5 % or 1000 ms, whichever is more",
  };
}

/**
 * @param {number[]} values
 * @returns {number}
 */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}
