/**
 * Draws the state graphs of packages/engine.
 *
 *     node scripts/state-diagrams.mjs           # prints them, and brings the block in ARCHITECTURE.md up to date
 *     node scripts/state-diagrams.mjs --check   # changes nothing; exit code 1 when the block is not up to date
 */
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "./lib/root.mjs";

const document = path.join(root, "ARCHITECTURE.md");
const begin = "<!-- state diagrams: written by scripts/state-diagrams.mjs -->";
const end = "<!-- end of state diagrams -->";

/** @returns {Promise<string>} The graphs as Mermaid blocks. */
async function draw() {
  const outfile = path.join(root, ".cache", `state-diagrams-${process.pid}.mjs`);
  const contents = `export { graphs } from "./graphs/index.ts"; export { mermaidOf } from "./mermaid.ts";`;
  const stdin = { contents, resolveDir: path.join(root, "packages/engine/src"), loader: /** @type {const} */ ("ts") };
  await build({ stdin, outfile, bundle: true, platform: "node", format: "esm", logLevel: "silent" });
  try {
    const { graphs, mermaidOf } = await import(pathToFileURL(outfile).href);
    return graphs
      .map((/** @type {{ name: string }} */ graph) => `A ${graph.name}:\n\n\`\`\`mermaid\n${mermaidOf(graph)}\n\`\`\``)
      .join("\n\n");
  } finally {
    await rm(outfile, { force: true });
  }
}

/**
 * @param {string} text
 * @param {string} drawn
 * @returns {string | undefined} The document with the present diagrams; undefined when it has no place for them.
 */
function withDiagrams(text, drawn) {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) return undefined;
  return `${text.slice(0, from + begin.length)}\n\n${drawn}\n\n${text.slice(to)}`;
}

/** @returns {Promise<string>} The empty string, or what is wrong. */
async function main() {
  const drawn = await draw();
  const check = process.argv.includes("--check");
  if (!check) console.log(drawn);
  if (!existsSync(document)) return check ? "ARCHITECTURE.md does not exist." : "";
  const present = await readFile(document, "utf8");
  const wanted = withDiagrams(present, drawn);
  if (wanted === undefined) return `ARCHITECTURE.md has no place for the diagrams: the lines "${begin}" and "${end}".`;
  if (wanted === present) return "";
  if (check) return "The state diagrams in ARCHITECTURE.md are out of date: run node scripts/state-diagrams.mjs.";
  await writeFile(document, wanted);
  return "";
}

const problem = await main();
if (problem !== "") {
  console.error(problem);
  process.exitCode = 1;
}
