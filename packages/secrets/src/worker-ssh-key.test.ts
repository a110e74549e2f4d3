import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sshKeyFile, workerSshKey } from "./worker-ssh-key.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "allotment-ssh-key-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the worker's SSH key", () => {
  it("is made once, for the worker's eyes only, and is the same after a restart", async () => {
    const first = await workerSshKey(folder);
    expect(first.file).toBe(sshKeyFile(folder));
    expect(statSync(first.file).mode & 0o777).toBe(0o600);
    expect(await workerSshKey(folder)).toEqual(first);
  });

  it("is one that ssh-keygen reads, with the public half that we tell machines", async () => {
    const { file, publicKey } = await workerSshKey(folder);
    const read = execFileSync("ssh-keygen", ["-y", "-f", file], { encoding: "utf8" });
    expect(`${read.trim()} allotment-worker`).toBe(publicKey);
  });

  it("is the same for two that start at once, and nothing is left lying about", async () => {
    const both = await Promise.all([workerSshKey(folder), workerSshKey(folder), workerSshKey(folder)]);
    expect(new Set(both.map(({ publicKey }) => publicKey)).size).toBe(1);
    expect(readdirSync(path.join(folder, "worker"))).toEqual(["ssh_ed25519"]);
  });

  it("is refused when others can read it", async () => {
    const { file } = await workerSshKey(folder);
    chmodSync(file, 0o644);
    await expect(workerSshKey(folder)).rejects.toThrow("can be read by others");
  });

  it.each(["", "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n"])(
    "is never taken from a file that holds something else (%j)",
    async (text) => {
      const { file } = await workerSshKey(folder);
      writeFileSync(file, text, { mode: 0o600 });
      await expect(workerSshKey(folder)).rejects.toThrow("holds no SSH key");
    },
  );
});
