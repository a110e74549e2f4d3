// `npm run bench`: measures, each a file in scripts/bench with a name and a run() that gives figures. Names given as arguments choose
// some of them: `npm run bench -- plan`. The figures are also written as JSON to .cache/bench/figures.json.
import { readdir } from "node:fs/promises";
import { cpus } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { writeFileIfChanged } from "./lib/files.mjs";
import { root } from "./lib/root.mjs";

const folder = path.join(root, "scripts/bench");
const wanted = process.argv.slice(2);
const files = (await readdir(folder)).filter((file) => file.endsWith(".mjs")).sort();

/** @type {Record<string, unknown>} */
const figures = {};
for (const file of files) {
  const id = path.basename(file, ".mjs");
  if (wanted.length > 0 && !wanted.includes(id)) continue;
  const measure = await import(pathToFileURL(path.join(folder, file)).href);
  console.log(`\n${measure.name}`);
  try {
    const measured = await measure.run();
    for (const [key, value] of Object.entries(measured)) console.log(`  ${key.padEnd(34)} ${value}`);
    figures[id] = measured;
  } catch (error) {
    console.error(`  could not be measured: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
const machine = { cores: cpus().length, processor: cpus()[0]?.model ?? "unknown", node: process.version };
const json = JSON.stringify({ machine, figures }, undefined, 2);
await writeFileIfChanged(path.join(root, ".cache/bench/figures.json"), `${json}\n`);
console.log(`\n${json}`);
