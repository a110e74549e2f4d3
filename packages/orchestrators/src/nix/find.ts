import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import path from "node:path";

/** Where the programs of a Nix are. */
export interface NixPrograms {
  /** `nix-instantiate`, absolute. */
  readonly instantiate: string;
  /** `nix`, absolute; null where only the older programs are. */
  readonly command: string | null;
}

/**
 * Looks for Nix: in the folder that ALLOTMENT_NIX names and then nowhere else, otherwise on PATH.
 *
 * @returns null when there is none.
 */
export async function findNixPrograms(env: NodeJS.ProcessEnv): Promise<NixPrograms | null> {
  const named = env["ALLOTMENT_NIX"];
  const folders = named
    ? [path.resolve(named)]
    : (env["PATH"] ?? "").split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  for (const folder of folders) {
    const instantiate = path.join(folder, "nix-instantiate");
    if (!(await isExecutable(instantiate))) continue;
    const command = path.join(folder, "nix");
    return { instantiate, command: (await isExecutable(command)) ? command : null };
  }
  return null;
}

async function isExecutable(file: string): Promise<boolean> {
  const isFile = await stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) return false;
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
