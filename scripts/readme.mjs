// The commands of the README with their real output.
//
//     node scripts/readme.mjs           # runs them and writes what they print
//     node scripts/readme.mjs --check   # fails when the README shows something else
//
// A block is fenced as `console` and starts with `$ npx allot …`. A last line of `…` means that the output goes on.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "./lib/root.mjs";

const file = path.join(root, "README.md");
const block = /```console\n\$ npx allot ([^\n]*)\n([\s\S]*?)```/g;

/** What a command prints, its exit status at the end when it is not 0. @param {string} line */
function outputOf(line) {
  const folder = mkdtempSync(path.join(tmpdir(), "allotment-readme-"));
  const words = line.split(" ").map((word) => word.replace(/^OUT$/, path.join(folder, "tree")));
  const outcome = spawnSync(process.execPath, [path.join(root, "apps/cli/bin/allot.mjs"), ...words], {
    cwd: root,
    encoding: "utf8",
  });
  rmSync(folder, { recursive: true, force: true });
  const text = `${outcome.stdout}${outcome.stderr}`.replaceAll(path.join(folder, "tree"), "OUT");
  return outcome.status === 0 ? text : `${text}(exit status ${outcome.status})\n`;
}

/** The block with the real output, cut where the README cuts it. @param {string} line @param {string} shown */
function renewed(line, shown) {
  const output = outputOf(line).split("\n");
  const rows = shown.trimEnd().split("\n");
  const cut = rows.at(-1) === "…";
  const text = cut ? `${output.slice(0, rows.length - 1).join("\n")}\n…\n` : output.join("\n");
  return `\`\`\`console\n$ npx allot ${line}\n${text}\`\`\``;
}

const present = readFileSync(file, "utf8");
const wanted = present.replace(block, (_, line, shown) => renewed(line, shown));
if (process.argv.includes("--check")) {
  if (present !== wanted) {
    console.error(
      "README.md shows other output than its commands print. Run `node scripts/readme.mjs` and read the difference.",
    );
    process.exit(1);
  }
} else writeFileSync(file, wanted);
