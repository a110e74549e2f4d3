import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const program = fileURLToPath(new URL("probe.sh", import.meta.url));
const shells = [["dash"], ["busybox", "ash"]].filter(
  ([shell = "", ...argv]) => spawnSync(shell, [...argv, "-c", "exit 7"]).status === 7,
);

describe.each(shells.map((shell) => [shell.join(" "), shell] as const))(
  "snac's queue by %s",
  (_, [shell = "", ...argv]) => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(path.join(tmpdir(), "allotment-snac-"));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    const probe = () =>
      spawnSync(shell, [...argv, program], { env: { ...process.env, SNAC_FOLDER: folder }, encoding: "utf8" }).stdout;
    const started = () => {
      mkdirSync(path.join(folder, "queue"));
      mkdirSync(path.join(folder, "user/alice/queue"), { recursive: true });
    };
    /** A job that may be done so many seconds from now on. */
    const put = (queue: string, seconds: number) => {
      const due = Math.floor(Date.now() / 1000) + seconds;
      writeFileSync(path.join(folder, queue, `${String(due).padStart(10, "0")}.000123.json`), "{}");
    };

    test("is fine when it is empty", () => {
      started();
      expect(probe()).toBe("check=jobs ok 0 0 jobs are due.\n");
    });

    test("may hold jobs that are tried again later, which wait for nobody", () => {
      started();
      put("queue", 3600);
      put("user/alice/queue", -30);
      expect(probe()).toMatch(/^check=jobs ok 3\d 1 jobs are due\.\n$/);
    });

    test("is wrong when a job of anybody has been due for long, whatever else is in the folder", () => {
      started();
      writeFileSync(path.join(folder, "queue", "0.tmp"), "");
      put("queue", -10);
      put("queue", 3600);
      put("user/alice/queue", -4000);
      expect(probe()).toMatch(/^check=jobs wrong 400\d The first of 2 jobs has been due for 400\d seconds\.\n$/);
    });

    test("is not known before the first start", () => {
      expect(probe()).toBe("check=jobs unknown 0 snac has not been started yet.\n");
    });
  },
);
