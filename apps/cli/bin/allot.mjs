#!/usr/bin/env node
import { existsSync } from "node:fs";

const program = new URL("../dist/allot.mjs", import.meta.url);
const builder = new URL("../../../scripts/lib/build.mjs", import.meta.url);
if (existsSync(builder)) {
  // In a checkout the sources decide: the program is built when it is missing or older than they are.
  const { build } = await import(builder.href);
  const problem = await build(() => undefined, ["worker and command line"]);
  if (problem !== "") {
    process.stderr.write(`allot could not be built.\n${problem}\n`);
    process.exit(1);
  }
}
await import(program.href);
