import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { dataFolderProblem, portProblem } from "./preflight.mjs";
import { freePort } from "./started.mjs";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "allotment-preflight-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("the port", () => {
  test("is free again after it was tried", async () => {
    const port = await freePort();
    expect([await portProblem("127.0.0.1", port), await portProblem("127.0.0.1", port)]).toEqual(["", ""]);
  });

  test("in use gets one sentence with a way on", async () => {
    const port = await freePort();
    const server = await listen(port);
    const problem = await portProblem("127.0.0.1", port);
    server.close();
    expect(problem).toContain(`Port ${port} on 127.0.0.1 is already in use`);
    expect(problem).toContain(`ALLOTMENT_PORT=${port + 1}`);
  });

  test("on an address of another machine is said to be so", async () => {
    expect(await portProblem("192.0.2.1", await freePort())).toContain("192.0.2.1 is not an address of this machine");
  });
});

describe("the data folder", () => {
  test("is made with those above it, and left empty", async () => {
    const data = path.join(folder, "a/b");
    expect(await dataFolderProblem(data)).toBe("");
    expect(await readdir(data)).toEqual([]);
  });

  test("below a file gets a sentence that names it", async () => {
    const file = path.join(folder, "file");
    await writeFile(file, "");
    expect(await dataFolderProblem(file)).toContain(`${file} is a file`);
    expect(await dataFolderProblem(path.join(file, "data"))).toContain("ALLOTMENT_DATA");
  });

  test.runIf(process.platform === "linux")(
    "in a file system that refuses every name ends with a sentence too",
    async () => {
      expect(await dataFolderProblem("/proc/allotment/data")).toContain("/proc/allotment/data");
    },
  );
});

function listen(port: number): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer().listen(port, "127.0.0.1", () => resolve(server));
  });
}
