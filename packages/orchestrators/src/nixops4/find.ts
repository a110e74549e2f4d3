import { constants } from "node:fs";
import { access } from "node:fs/promises";
import path from "node:path";
import type { StepFailure } from "@allotment/engine";
import { providerFailure } from "../nixos-ssh/failures.ts";

/** Looks for NixOps4: the program that ALLOTMENT_NIXOPS4 names, otherwise `nixops4` on PATH. @returns null when there is none. */
export async function findNixops4(env: NodeJS.ProcessEnv): Promise<string | null> {
  const named = env["ALLOTMENT_NIXOPS4"];
  const folders = (env["PATH"] ?? "").split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const candidates = named ? [path.resolve(named)] : folders.map((folder) => path.join(folder, "nixops4"));
  for (const candidate of candidates) {
    if (await isExecutable(candidate)) return candidate;
  }
  return null;
}

/** The program is not beside the worker. */
export function nixops4Missing(): StepFailure {
  return providerFailure("nixops4-missing", {});
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
