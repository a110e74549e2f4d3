// Writes the files that are made from other files, or with --check says which of them no longer fit their source.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { writeFileIfChanged } from "./lib/files.mjs";
import { generateRegistry, generateTypes } from "./lib/generate-types.mjs";
import { root } from "./lib/root.mjs";

/**
 * Everything generated: where it goes, and how its text is made. A new kind of generated file is one more entry.
 *
 * @type {{ file: string, make: () => Promise<string> }[]}
 */
const outputs = [
  { file: "packages/model/src/generated/schemas.ts", make: () => generateTypes(path.join(root, "schemas")) },
  {
    file: "packages/model/src/generated/registry.ts",
    make: () => Promise.resolve(generateRegistry(path.join(root, "schemas"))),
  },
];

const checking = process.argv.includes("--check");
let stale = 0;
for (const { file, make } of outputs) {
  const text = await make();
  const target = path.join(root, file);
  if (!checking) {
    if (await writeFileIfChanged(target, text)) console.log(`wrote ${file}`);
    continue;
  }
  const present = await readFile(target, "utf8").catch(() => undefined);
  if (present === text) continue;
  stale += 1;
  console.error(`${file} does not fit its source: run \`npm run generate\` and commit the result.`);
}
process.exitCode = stale === 0 ? 0 : 1;
