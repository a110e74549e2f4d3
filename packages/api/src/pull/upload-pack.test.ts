import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { uploadPack } from "./upload-pack.ts";
import { type UploadLimits, uploadSlots, type UploadSlots } from "./upload-slots.ts";

const folder = mkdtempSync(path.join(tmpdir(), "allotment-upload-"));
const choir = path.join(folder, "choir");
const band = path.join(folder, "band");
const env = { PATH: process.env["PATH"] ?? "", GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };

const git = (repository: string, ...argv: string[]) =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@invalid", ...argv], {
    cwd: repository,
    env,
    encoding: "utf8",
  }).trim();

/** More than all buffers between git and a client together. */
const bytes = 4_000_000;

beforeAll(() => {
  for (const repository of [choir, band]) {
    mkdirSync(repository);
    git(repository, "init", "--quiet", "--initial-branch=main");
    writeFileSync(path.join(repository, "file"), randomBytes(bytes));
    git(repository, "add", ".");
    git(repository, "commit", "--quiet", "--message", "all");
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const line = (text: string) => `${(text.length + 4).toString(16).padStart(4, "0")}${text}`;

/** Asks for everything on main, as git does. */
function askFor(slots: UploadSlots, repository: string, signal = new AbortController().signal): Promise<Response> {
  const wanted = `${line(`want ${git(repository, "rev-parse", "main")} no-progress\n`)}0000${line("done\n")}`;
  return uploadPack(slots, {
    repository,
    mode: "answer",
    protocol: null,
    body: new TextEncoder().encode(wanted),
    contentType: "application/x-git-upload-pack-result",
    prefix: "",
    signal,
  });
}

const limits: UploadLimits = { total: 9, perDeployment: 1, waitMilliseconds: 0, answerMilliseconds: 60_000 };

/** Waits until a place for this deployment is free. */
const freed = (slots: UploadSlots, repository: string) =>
  vi.waitUntil(() => isFree(slots, repository), { timeout: 15_000 });

async function isFree(slots: UploadSlots, repository: string): Promise<boolean> {
  const free = await slots.take(repository);
  free?.();
  return free !== null;
}

describe("machines that fetch", () => {
  test("are let go when they do not read, whatever memory is collected meanwhile", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const collecting = setInterval(collect, 50);
    const slots = uploadSlots({ ...limits, answerMilliseconds: 1000 });
    const stuck = await askFor(slots, choir);
    expect(stuck.status).toBe(200);
    await freed(slots, choir);
    clearInterval(collecting);
    await expect(stuck.arrayBuffer()).rejects.toThrow("reads too slowly");
  });

  test("take places of their own deployment alone", async () => {
    const slots = uploadSlots(limits);
    const stuck = await askFor(slots, choir);
    expect((await askFor(slots, choir)).status).toBe(503);
    const served = await askFor(slots, band);
    expect((await served.arrayBuffer()).byteLength).toBeGreaterThan(bytes);
    await stuck.body?.cancel();
    await freed(slots, choir);
  });

  test("leave their place when they are gone", async () => {
    const slots = uploadSlots(limits);
    const gone = new AbortController();
    const left = await askFor(slots, choir, gone.signal);
    expect(await isFree(slots, choir)).toBe(false);
    gone.abort();
    await freed(slots, choir);
    await expect(left.arrayBuffer()).rejects.toThrow("reads too slowly");
  });

  test("wait for a place, and are not more than there are places", async () => {
    const slots = uploadSlots({ ...limits, total: 2, waitMilliseconds: 10_000 });
    const places = [await slots.take("one"), await slots.take("two")];
    const waiting = slots.take("three");
    places[0]?.();
    expect(await waiting).not.toBeNull();
  });
});
