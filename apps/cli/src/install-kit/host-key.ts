import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { CliError } from "../exit.ts";

/** Where the key lies below the folder that is copied onto the new machine: where its SSH server looks. */
export const hostKeyFile = "etc/ssh/ssh_host_ed25519_key";

/**
 * The host key of a machine that does not exist yet: made once, kept in the kit from call to call. The private half is in
 * no argument and is printed nowhere.
 *
 * @param extra folder whose contents are copied to `/` of the new system
 * @returns its public half, `ssh-ed25519 AAAA…`
 */
export async function hostKey(extra: string, machine: string): Promise<string> {
  const file = path.join(extra, hostKeyFile);
  if (!existsSync(file)) {
    await mkdir(path.dirname(file), { recursive: true });
    await promisify(execFile)("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", machine, "-f", file]).catch(() => {
      throw new CliError("The host key could not be made: the program ssh-keygen (of OpenSSH) is needed.");
    });
  }
  // They become those of the new system, whatever the umask here is.
  for (const folder of [extra, path.join(extra, "etc"), path.join(extra, "etc/ssh")]) await chmod(folder, 0o755);
  await chmod(file, 0o600);
  await chmod(`${file}.pub`, 0o644);
  const [type = "", key = ""] = (await readFile(`${file}.pub`, "utf8")).trim().split(" ");
  return `${type} ${key}`;
}
