import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { nixFolder } from "./nix.ts";

/** Whether golden files are written anew instead of compared: UPDATE_GOLDEN=1, never where CI is set. */
const updating = process.env["UPDATE_GOLDEN"] === "1" && !process.env["CI"];

/** The content of a golden file; what is given when it is being updated. */
export function golden(name: string, given: unknown): { readonly expected: unknown; readonly actual: unknown } {
  const file = path.join(nixFolder, "golden", name);
  const actual = JSON.parse(withoutHashes(JSON.stringify(given))) as unknown;
  if (updating) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(actual, null, 2)}\n`);
  }
  if (!existsSync(file)) throw new Error(`${name} is missing; UPDATE_GOLDEN=1 writes it, and then it is to be read`);
  return { expected: JSON.parse(readFileSync(file, "utf8")), actual };
}

/** Files of the library in the store: which content they have is said once, by the digests of the tree. */
function withoutHashes(text: string): string {
  return text.replaceAll(/\/nix\/store\/[a-z0-9]{32}-/g, "/nix/store/<hash>-");
}
