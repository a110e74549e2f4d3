import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Description } from "@allotment/model";
import { missingCiphertext } from "@allotment/nix-output";
import { findNix } from "../../scripts/lib/nix.mjs";

/** The folder `nix/` of this checkout. */
export const nixFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

const found = findNix();

/** Why tests with a real Nix are skipped; null when there is one. Printed once. */
export const withoutNix: string | null = "reason" in found ? found.reason : null;
if (withoutNix !== null) process.stderr.write(`Tests with a real Nix are skipped: ${withoutNix}\n`);

/** The programs of the Nix that was found. */
export function nixPrograms(): { readonly command: string; readonly instantiate: string } {
  if ("reason" in found) throw new Error(found.reason);
  return found;
}

/** What a program said; `status` is null when it was killed. */
export interface Said {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program without a shell. */
export function say(program: string, argv: readonly string[], cwd = nixFolder): Said {
  const { status, stdout, stderr } = spawnSync(program, argv, { cwd, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 });
  return { status, stdout, stderr };
}

/** Runs `body` with a folder that is removed afterwards and holds these files. */
export function withFolder<Result>(files: Readonly<Record<string, string>>, body: (folder: string) => Result): Result {
  const folder = mkdtempSync(path.join(tmpdir(), "allotment-nix-"));
  try {
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), content);
    }
    return body(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Machine → the options that the library sets, with their values. */
export type Evaluated = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Evaluates many descriptions against stubs in one run of Nix.
 *
 * @param view Nix function that is applied to each result, e.g. `builtins.toJSON`.
 * @throws Error with what Nix said.
 */
export function evaluateAgainstStubs<Result = Evaluated>(
  descriptions: readonly Description[],
  view = "(result: result)",
): readonly Result[] {
  const files = {
    "descriptions.json": JSON.stringify(descriptions),
    "deployment.json": "{}\n",
    "secrets/missing.age": missingCiphertext,
  };
  return withFolder(files, (folder) => {
    const expression = `
      map (description: ${view} (import ${nixPath(`${nixFolder}/check`)} { tree = ${nixPath(folder)}; inherit description; }))
        (builtins.fromJSON (builtins.readFile ${nixPath(`${folder}/descriptions.json`)}))`;
    return JSON.parse(evaluate(expression)) as Result[];
  });
}

/** A folder as Nix writes a path, whatever characters are in it. */
export function nixPath(folder: string): string {
  return `(/. + ${JSON.stringify(folder).replaceAll("${", "\\${")})`;
}

/** The value of an expression as JSON. */
export function evaluate(expression: string): string {
  const said = say(nixPrograms().instantiate, ["--eval", "--strict", "--json", "-E", expression]);
  if (said.status !== 0) throw new Error(said.stderr);
  return said.stdout;
}
