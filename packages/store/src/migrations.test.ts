import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { build } from "esbuild";
import { openStore } from "./open.ts";
import { readMigrations } from "./sqlite/migrations.ts";

const here = fileURLToPath(new URL(".", import.meta.url));
// Below the package, so that the bundle finds better-sqlite3 and the migrations as the worker's bundle does.
const root = mkdtempSync(path.join(here, "../.test-"));
const data = mkdtempSync(path.join(tmpdir(), "allotment-race-"));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
  rmSync(data, { recursive: true, force: true });
});

async function bundle(): Promise<string> {
  const outfile = path.join(root, "prepare.mjs");
  const contents = `import { prepareDatabase } from "./prepare.ts";
    console.log(JSON.stringify(prepareDatabase(process.argv[2]).applied.length));`;
  const stdin = { contents, resolveDir: here, loader: "ts" } as const;
  const settings = { bundle: true, platform: "node", format: "esm" } as const;
  await build({ stdin, outfile, ...settings, external: ["better-sqlite3"], logLevel: "silent" });
  return outfile;
}

async function run(program: string): Promise<string> {
  const child = spawn(process.execPath, [program, data], { stdio: ["ignore", "pipe", "pipe"], timeout: 15_000 });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  await new Promise((resolve) => child.on("close", resolve));
  return output.trim();
}

describe("migrations", () => {
  it("are applied once when several processes start together", async () => {
    const program = await bundle();
    const outputs = await Promise.all([run(program), run(program), run(program)]);
    expect(outputs.map(Number).toSorted((a, b) => a - b)).toEqual([0, 0, readMigrations().length]);
    openStore({ folder: data }).close();
  });

  it("are in the order of their journal", () => {
    const whens = readMigrations().map(({ when }) => when);
    expect(whens).toEqual(whens.toSorted((a, b) => a - b));
  });
});
