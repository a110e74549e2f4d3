import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Service, startService } from "./service.mjs";
import { supervise } from "./supervise.mjs";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "allotment-supervise-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs until it is asked to stop, and says so on its way out. */
const patient =
  'process.on("SIGTERM", () => { console.log("stopped well"); process.exit(0); }); setInterval(() => {}, 1000); console.log("up");';

async function start(name: string, program: string): Promise<Service> {
  const file = path.join(folder, `${name}.mjs`);
  await writeFile(file, program);
  return startService({ name, argv: [file], cwd: folder, env: process.env, logFile: path.join(folder, `${name}.log`) });
}

async function untilUp(service: Service): Promise<void> {
  while (!service.tail().includes("up")) await new Promise((resolve) => setImmediate(resolve));
}

test("when one ends by itself the other is stopped well, and it is said which and why", async () => {
  const panel = await start("panel", patient);
  await untilUp(panel);
  const worker = await start("worker", 'console.error("no space left"); process.exit(3);');
  const { failed } = await supervise([panel, worker]).finished;
  expect(failed).toContain("The worker ended by itself (exit code 3)");
  expect(failed).toContain("no space left");
  expect(panel.tail()).toContain("stopped well");
});

test("asked to stop, all stop well and nothing has failed", async () => {
  const services = [await start("panel", patient), await start("worker", patient)];
  await Promise.all(services.map(untilUp));
  const { finished, stop } = supervise(services);
  stop();
  expect(await finished).toEqual({});
  expect(services.map((service) => service.tail().includes("stopped well"))).toEqual([true, true]);
  expect(await readFile(path.join(folder, "panel.log"), "utf8")).toContain("stopped well");
});
