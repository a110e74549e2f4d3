import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { SshTarget } from "./target.ts";

/** What ssh needs to reach one machine and nobody else, while `withConnection` lasts. */
export interface Connection {
  /** Options for ssh; none of them holds a blank, so they can also be joined with blanks (NIX_SSHOPTS). */
  readonly options: readonly string[];
  /** File that ssh's own messages go to. */
  readonly logFile: string;
}

/**
 * Writes the files of a connection – exactly the pinned host key, a link to the private key – into a folder that only we
 * can read, and removes them afterwards.
 */
export async function withConnection<Value>(
  target: SshTarget,
  act: (connection: Connection) => Promise<Value>,
): Promise<Value> {
  const folder = await mkdtemp(path.join(folderWithoutBlanks(), "allotment-ssh-"));
  try {
    const files = { known: path.join(folder, "known_hosts"), key: path.join(folder, "key") };
    const [type = "", key = ""] = target.hostPublicKey.trim().split(/\s+/);
    await writeFile(files.known, `${target.name} ${type} ${key}\n`, { mode: 0o600 });
    await symlink(path.resolve(target.keyFile), files.key);
    return await act({ options: optionsFor(target, files), logFile: path.join(folder, "log") });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function folderWithoutBlanks(): string {
  const folder = tmpdir();
  return /\s/.test(folder) ? "/tmp" : folder;
}

/**
 * Nothing of the worker's user counts: no configuration, no agent, no other key. The machine goes by its name, so that its
 * key is found whatever its address and port are.
 */
function optionsFor(target: SshTarget, files: Readonly<{ known: string; key: string }>): readonly string[] {
  const settings: Readonly<Record<string, string | number>> = {
    HostName: target.address,
    HostKeyAlias: target.name,
    Port: target.port,
    User: target.user,
    BatchMode: "yes",
    StrictHostKeyChecking: "yes",
    UserKnownHostsFile: files.known,
    GlobalKnownHostsFile: "/dev/null",
    HostKeyAlgorithms: "ssh-ed25519",
    // Half the time of a login. What is secret is inside, as age files that rest on the same curve, so that a slower key
    // exchange against computers to come would protect nothing more.
    KexAlgorithms: "^curve25519-sha256",
    UpdateHostKeys: "no",
    PreferredAuthentications: "publickey",
    IdentitiesOnly: "yes",
    IdentityAgent: "none",
    ConnectTimeout: 10,
    ServerAliveInterval: 5,
    ServerAliveCountMax: 3,
    ControlMaster: "no",
    ControlPath: "none",
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
  return ["-F", "/dev/null", "-a", "-x", ...options, "-i", files.key];
}
