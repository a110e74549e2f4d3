import path from "node:path";
import { root } from "./root.mjs";

/** Native code stays outside of a bundle and is loaded from node_modules. */
const external = ["better-sqlite3"];

/** Packages in the older module format call `require`, which an ES module does not have by itself. */
const banner =
  'import { createRequire as bundleRequire } from "node:module"; const require = bundleRequire(import.meta.url);';

/** The programs that are bundled into one file each, by their entries. */
export const programs = [
  { entry: "apps/worker/src/main.ts", output: "apps/worker/dist/worker.mjs" },
  { entry: "apps/cli/src/main.ts", output: "apps/cli/dist/allot.mjs" },
];

/**
 * Settings for esbuild that turn one TypeScript entry into one file for Node.
 *
 * @param {{ entry: string, output: string }} program Paths relative to the checkout.
 * @returns {import("esbuild").BuildOptions}
 */
export function bundleOptions(program) {
  return {
    absWorkingDir: root,
    entryPoints: [program.entry],
    outfile: program.output,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    external,
    banner: { js: banner },
    sourcemap: "linked",
    legalComments: "none",
    logLevel: "silent",
  };
}

/**
 * Bundles all programs.
 *
 * @returns {Promise<string>} The empty string, or the errors as esbuild words them.
 */
export async function bundlePrograms() {
  const esbuild = await import("esbuild");
  const problems = await Promise.all(programs.map((program) => bundleOne(esbuild, program)));
  return problems.filter((problem) => problem !== "").join("\n");
}

/**
 * @param {typeof import("esbuild")} esbuild
 * @param {{ entry: string, output: string }} program
 * @returns {Promise<string>}
 */
async function bundleOne(esbuild, program) {
  try {
    await esbuild.build(bundleOptions(program));
    return "";
  } catch (error) {
    const errors = /** @type {Partial<import("esbuild").BuildFailure>} */ (error).errors ?? [];
    const lines = await esbuild.formatMessages(errors, { kind: "error", color: false });
    return `${path.basename(program.output)}:\n${lines.join("") || String(error)}`;
  }
}
