import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFile, readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { hostsProblem } from "./index.ts";
import { runningSets, stopSet } from "./sets.mjs";

const problem = await hostsProblem();
const why = problem === null ? "" : ` (skipped: ${problem})`;

/** Starts a set in a process of its own, with a process in its host that carries the set's name. */
async function startElsewhere(set: string, stays: boolean) {
  const module = JSON.stringify(fileURLToPath(new URL("./hosts.mjs", import.meta.url)));
  const program = `
    import { startHosts } from ${module};
    const { all } = await startHosts({ set: "${set}", names: ["only"], stays: ${stays} });
    await all[0].run(["sh", "-c", "setsid sh -c 'sleep 1000; : ${set}' </dev/null >/dev/null 2>&1 &"]);
    console.log("up");
    if (!${stays}) setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return child;
}

/** How much of a set is there: its network, and processes of its hosts. */
async function remains(set: string): Promise<{ networks: number; processes: number }> {
  const commands = await Promise.all(
    (await readdir("/proc")).map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")),
  );
  const processes = commands.filter((command) => command.startsWith("sh\0-c\0sleep") && command.includes(set)).length;
  return { networks: (await runningSets()).filter(({ name }) => name === set).length, processes };
}

describe.skipIf(problem !== null)(`the end of test hosts${why}`, () => {
  test.each(["SIGKILL", "SIGTERM"] as const)("comes with the end of who started them, by %s too", async (signal) => {
    const set = `ends-${randomUUID().slice(0, 8)}`;
    const child = await startElsewhere(set, false);
    expect(await remains(set)).toEqual({ networks: 1, processes: 1 });
    child.kill(signal);
    await expect.poll(() => remains(set), { timeout: 10_000 }).toEqual({ networks: 0, processes: 0 });
  });

  test("comes when they are told, where they were to stay", async () => {
    const set = `stays-${randomUUID().slice(0, 8)}`;
    await once(await startElsewhere(set, true), "close");
    expect(await remains(set)).toEqual({ networks: 1, processes: 1 });
    for (const running of (await runningSets()).filter(({ name }) => name === set)) await stopSet(running);
    expect(await remains(set)).toEqual({ networks: 0, processes: 0 });
  });
});
