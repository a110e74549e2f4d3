import path from "node:path";
import { pathToFileURL } from "node:url";
import { hostsProblem } from "../../e2e/hosts/base.mjs";
import { startHosts } from "../../e2e/hosts/hosts.mjs";
import { bundleOptions } from "../lib/bundle.mjs";
import { findNix } from "../lib/nix.mjs";
import { root } from "../lib/root.mjs";

const changes = 7;

export const name =
  "settings of a running snac over SSH: the whole step against the command on the machine, which starts snac again";

/** @returns {Promise<Record<string, number | string>>} */
export async function run() {
  const nix = findNix();
  const problem = "reason" in nix ? nix.reason : await hostsProblem();
  if ("reason" in nix || problem !== null) return { settings: `not measured: ${problem}` };
  const { settingsTimes } = await bundled();
  const hosts = await startHosts({ set: "bench-settings", names: ["one"] });
  try {
    return figuresOf(await settingsTimes(hosts, nix.folder, changes));
  } finally {
    await hosts.remove();
  }
}

/** The bundle behaves as if it stood where the sources that look for files beside them do. */
async function bundled() {
  const output = ".cache/bench/settings.mjs";
  const { build } = await import("esbuild");
  const place = pathToFileURL(path.join(root, "e2e/hosts/scripted.ts")).href;
  await build({
    ...bundleOptions({ entry: "scripts/bench/settings-entry.ts", output }),
    define: { "import.meta.url": JSON.stringify(place) },
  });
  return await import(pathToFileURL(path.join(root, output)).href);
}

/** @param {{ total: number, command: number }[]} all */
function figuresOf(all) {
  const totalMedianMilliseconds = median(all.map(({ total }) => total));
  const commandMedianMilliseconds = median(all.map(({ command }) => command));
  return {
    totalMedianMilliseconds,
    commandMedianMilliseconds,
    overheadMedianMilliseconds: totalMedianMilliseconds - commandMedianMilliseconds,
    totalPerCommand: Math.round((totalMedianMilliseconds / commandMedianMilliseconds) * 100) / 100,
    aim: "5000 ms from the request to the success of the run",
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
