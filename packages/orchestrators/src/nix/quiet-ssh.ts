import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { shellCommand } from "../ssh/quote.ts";

/**
 * Makes an ssh for Nix to find whose standard error leads nowhere. Nix hands its own to the ssh that it starts, so whatever
 * a machine prints there would stand in Nix's log, as if Nix had said it. What ssh itself has to say goes to its log file.
 *
 * @param folder is private and goes away with the connection; it has to be one that programs can run from
 * @returns the PATH on which it is found
 */
export async function quietSsh(folder: string, logFile: string): Promise<string> {
  const programs = path.join(folder, "programs");
  const search = process.env["PATH"] ?? "";
  const lines = [
    "#!/bin/sh",
    shellCommand(["export", `PATH=${search}`]),
    `exec ${shellCommand(["ssh", "-E", logFile])} "$@" 2>/dev/null`,
  ];
  await mkdir(programs, { mode: 0o700 });
  await writeFile(path.join(programs, "ssh"), `${lines.join("\n")}\n`, { mode: 0o700 });
  return `${programs}${path.delimiter}${search}`;
}
