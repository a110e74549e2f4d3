import { bundleOptions, programs } from "./bundle.mjs";

/**
 * Bundles the worker again whenever one of its sources changes.
 *
 * @param {(errors: string) => void} onBuilt Called after each time, with the empty string when it went well.
 * @returns {Promise<() => Promise<void>>} Stops watching.
 */
export async function watchWorker(onBuilt) {
  const esbuild = await import("esbuild");
  const contexts = await Promise.all(
    programs
      .filter((program) => program.entry.startsWith("apps/worker/"))
      .map((program) => esbuild.context({ ...bundleOptions(program), plugins: [reportTo(esbuild, onBuilt)] })),
  );
  await Promise.all(contexts.map((context) => context.watch()));
  return async () => {
    await Promise.all(contexts.map((context) => context.dispose()));
  };
}

/**
 * @param {typeof import("esbuild")} esbuild
 * @param {(errors: string) => void} onBuilt
 * @returns {import("esbuild").Plugin}
 */
function reportTo(esbuild, onBuilt) {
  return {
    name: "report",
    setup: (building) =>
      building.onEnd(async (result) => {
        onBuilt((await esbuild.formatMessages(result.errors, { kind: "error", color: process.stdout.isTTY })).join(""));
      }),
  };
}
