import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import type { ScannedKey } from "@allotment/store";
import { check, checked } from "./checks.ts";
import type { Handler } from "./handler.ts";

/**
 * Asks a machine for its host key, for a person to compare. This is the one place where a key comes from the network:
 * nothing is pinned by it, and nobody logs in.
 */
export const machineScan: Handler<"machine-scan"> = async ({ input: { address, port } }, { signal }) => {
  const key = await scan(address, port, signal);
  return { ...checked([check("host-key-seen", key === null ? "wrong" : "ok", { address, port })]), key };
};

/** Time for the answer, in seconds. */
const patienceSeconds = 10;

function scan(address: string, port: number, signal: AbortSignal): Promise<ScannedKey | null> {
  const options = ["-t", "ed25519", "-T", String(patienceSeconds), "-p", String(port), "--", address];
  const limits = { signal, maxBuffer: 64 * 1024, env: { PATH: process.env["PATH"] ?? "", LC_ALL: "C" } };
  return new Promise((resolve, reject) => {
    execFile("ssh-keyscan", options, limits, (error, stdout) => {
      if (signal.aborted || (error !== null && error.code === "ENOENT")) reject(error ?? new Error("stopped"));
      else resolve(scannedKey(stdout));
    });
  });
}

/** The first ed25519 key in what ssh-keyscan printed: `address ssh-ed25519 AAAA…`. */
export function scannedKey(output: string): ScannedKey | null {
  const key = /^\S+ ssh-ed25519 ([A-Za-z0-9+/]{68})\s*$/m.exec(output)?.[1];
  if (key === undefined) return null;
  const digest = createHash("sha256").update(Buffer.from(key, "base64")).digest("base64").replaceAll("=", "");
  return { hostPublicKey: `ssh-ed25519 ${key}`, fingerprint: `SHA256:${digest}` };
}
