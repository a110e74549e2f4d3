import { mkdir } from "node:fs/promises";
import path from "node:path";
import { ed25519Pair } from "./key-pairs.ts";
import { makePrivateFile, readPrivateFile } from "./private-file.ts";

/** The key by which the worker logs in on machines. The private half stays in its file, for ssh alone to read. */
export interface WorkerSshKey {
  /** `ssh -i` takes it. */
  readonly file: string;
  /** `ssh-ed25519 AAAA… allotment-worker`: a line of `authorized_keys`. */
  readonly publicKey: string;
}

/** Where the key is in a data folder. */
export function sshKeyFile(dataFolder: string): string {
  return path.join(dataFolder, "worker", "ssh_ed25519");
}

/**
 * The worker's SSH key. The first start makes it; two starts at once end up with the same one. A lost key is made anew:
 * machines then have to be told, which the plan of each deployment shows.
 *
 * @throws Error with a sentence when others can read the file, or when it holds no such key
 */
export async function workerSshKey(dataFolder: string): Promise<WorkerSshKey> {
  const file = sshKeyFile(dataFolder);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const present = (await readKey(file)) ?? (await makeKey(file));
  return { file, publicKey: publicHalf(present, file) };
}

function readKey(file: string): Promise<string | null> {
  return readPrivateFile(file, "Remove it and start again: another key is made, and machines have to be told of it.");
}

async function makeKey(file: string): Promise<string> {
  await makePrivateFile(file, ed25519Pair("openssh").private);
  const made = await readKey(file);
  if (made === null) throw new Error(`${file} could not be made.`);
  return made;
}

/** Before the public half: the magic words, three empty settings of the encryption, the number of keys (PROTOCOL.key). */
const head = Buffer.concat([
  Buffer.from("openssh-key-v1\0"),
  Buffer.from("000000046e6f6e65000000046e6f6e650000000000000001", "hex"),
]);

function publicHalf(text: string, file: string): string {
  const body = Buffer.from(text.replaceAll(/-----[A-Z ]+-----|\s/g, ""), "base64");
  const start = head.length + 4;
  const wire = body.subarray(start, start + (body.length >= start ? body.readUInt32BE(head.length) : 0));
  const right = body.subarray(0, head.length).equals(head) && wire.subarray(4, 15).toString() === "ssh-ed25519";
  if (!right || wire.length !== 51) {
    throw new Error(
      `${file} holds no SSH key of the kind that is made here. Remove it and start again for another one.`,
    );
  }
  return `ssh-ed25519 ${wire.toString("base64")} allotment-worker`;
}
