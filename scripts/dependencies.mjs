// Fails when a dependency has no reason in ARCHITECTURE.md, has no exact version, or is explained there and gone.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./lib/root.mjs";

const section = readFileSync(path.join(root, "ARCHITECTURE.md"), "utf8").split("## Dependencies")[1] ?? "";
const rows = section.split("\n").filter((line) => line.startsWith("| `"));
const explained = new Set(
  rows.flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)].map((match) => match[1])),
);

const workspaces = ["packages", "apps"].flatMap((folder) =>
  readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}`),
);
const problems = [];
const used = new Set();
for (const folder of [".", ...workspaces, "e2e"]) {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(
    readFileSync(path.join(root, folder, "package.json"), "utf8"),
  );
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    if (!/^\d+\.\d+\.\d+$/.test(version)) problems.push(`${folder}/package.json: ${name} has no exact version`);
    if (name.startsWith("@allotment/")) continue;
    used.add(name);
    if (!explained.has(name))
      problems.push(`${folder}/package.json: ${name} has no reason in ARCHITECTURE.md, "Dependencies"`);
  }
}
for (const name of explained)
  if (!used.has(name)) problems.push(`ARCHITECTURE.md: ${name} is explained and no longer used`);

if (problems.length > 0) {
  console.error([...new Set(problems)].join("\n"));
  process.exit(1);
}
