#!/usr/bin/env node
import { existsSync } from "node:fs";

const program = new URL("../dist/allot.mjs", import.meta.url);
if (!existsSync(program)) {
  // A fresh clone has the source only; this takes a second, once.
  const { bundlePrograms } = await import("../../../scripts/lib/bundle.mjs");
  const problems = await bundlePrograms();
  if (problems !== "") {
    process.stderr.write(`allot could not be built.\n${problems}\n`);
    process.exit(1);
  }
}
await import(program.href);
