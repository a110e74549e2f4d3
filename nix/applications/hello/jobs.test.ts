import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const shells = [["dash"], ["busybox", "ash"]].filter(
  ([program = "", ...argv]) => spawnSync(program, [...argv, "-c", "exit 7"]).status === 7,
);

describe.each(shells.map((shell) => [shell.join(" "), shell] as const))("jobs by %s", (_, [program = "", ...argv]) => {
  let folder: string;
  let worker: ChildProcess | undefined;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "allotment-jobs-"));
  });
  afterEach(() => {
    worker?.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  const env = () => ({ ...process.env, HELLO_JOBS: folder });
  const probe = () =>
    spawnSync(program, [...argv, fileOf("probe.sh"), "practice"], { env: env(), encoding: "utf8" }).stdout;
  const start = () => void (worker = spawn(program, [...argv, fileOf("jobs.sh")], { env: env(), stdio: "ignore" }));
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
  const until = async (isSo: () => boolean) => {
    await expect.poll(isSo, { timeout: 10_000 }).toBe(true);
  };

  test("are done one after the other, the oldest first", async () => {
    mkdirSync(path.join(folder, "queue"));
    for (const [name, seconds] of [
      ["late", 5],
      ["early", 50],
    ] as const) {
      writeFileSync(path.join(folder, "queue", name), "");
      utimesSync(path.join(folder, "queue", name), ago(seconds), ago(seconds));
    }
    start();
    await until(() => !existsSync(path.join(folder, "queue", "late")));
    expect(readFileSync(path.join(folder, "done"), "utf8")).toBe("early\nlate\n");
    expect(probe()).toBe("check=jobs ok 0\n");
  });

  test("that nobody works are noticed, also while none waits", async () => {
    start();
    await until(() => existsSync(path.join(folder, "heartbeat")));
    worker?.kill("SIGKILL");
    utimesSync(path.join(folder, "heartbeat"), ago(300), ago(300));
    expect(probe()).toMatch(/^check=jobs wrong 30\d Nobody has worked the queue for 30\d seconds\.\n$/);
  });

  test("that stand still although somebody is there are noticed", () => {
    mkdirSync(path.join(folder, "queue"));
    writeFileSync(path.join(folder, "heartbeat"), "");
    writeFileSync(path.join(folder, "queue", "stuck"), "");
    utimesSync(path.join(folder, "queue", "stuck"), ago(90), ago(90));
    expect(probe()).toMatch(/^check=jobs wrong 9\d The oldest job waits for 9\d seconds\.\n$/);
  });

  test("that were never worked are not known", () => {
    expect(probe()).toBe("check=jobs unknown 0 No jobs have been worked yet.\n");
  });
});
