import { build } from "esbuild";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { expect, test } from "vitest";
import { makePlan } from "./index.ts";
import { sampleConfiguration, sampleInput, sampleInstances } from "./testing/index.ts";

/**
 * Guarantees that the core needs nothing but the language and URL: it is bundled for browsers and run where there is no
 * process, no module loader, no clock, no random source, no network and no file.
 */
test("the planner runs where there is nothing to read, to ask or to wait for", { timeout: 60_000 }, async () => {
  const entry = join(import.meta.dirname, "testing/pure-entry.ts");
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    platform: "browser",
    format: "iife",
    globalName: "core",
    write: false,
  });
  const world = createContext({ URL, TextEncoder });
  runInContext("delete globalThis.WebAssembly; Date = undefined; Math.random = undefined;", world);
  runInContext(outputFiles[0]?.text ?? "", world);
  const configuration = sampleConfiguration({ social: sampleInstances.social(50) });
  const plan: unknown = JSON.parse(
    runInContext(`core.planOf(${JSON.stringify(JSON.stringify(configuration))})`, world),
  );
  expect(plan).toEqual(JSON.parse(JSON.stringify(makePlan(sampleInput({ configuration })).plan)));
});
