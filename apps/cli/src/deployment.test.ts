/** The verbs of the panel for a terminal: what they do, and the same refusals. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  carryOut,
  deploy,
  deploymentWith,
  firstProvider,
  operatorWith,
  testApi,
  type TestApi,
} from "@allotment/api/testing";
import { openStore, prepareDatabase } from "@allotment/store";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleOptions } from "../../../scripts/lib/bundle.mjs";

const worker = { kind: "worker", workerId: "test" } as const;
let folder = "";
let api: TestApi;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "allot-deployment-"));
  await build(bundleOptions({ entry: "apps/cli/src/main.ts", output: ".cache/test/allot-deployment.mjs" }));
  prepareDatabase(folder);
  api = await testApi({ store: openStore({ folder }) });
  const provider = await firstProvider(api);
  const choir = await operatorWith(api, provider, { operator: "Choir", username: "carla" });
  await deploy(api, choir, await deploymentWith(choir, "choir", "photos.choir.example"));
}, 60_000);
afterAll(() => {
  api.close();
  rmSync(folder, { recursive: true });
});

function deployment(verb: string, ...words: string[]) {
  const program = join(import.meta.dirname, "../../../.cache/test/allot-deployment.mjs");
  const argv = [program, "deployment", verb, "--data", folder, ...words];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { encoding: "utf8" });
  return { status, stdout, stderr };
}

const paula = (verb: string, ...words: string[]) => deployment(verb, "--as", "paula", ...words);

test("asks in whose name, and takes providers only", () => {
  expect(deployment("list").stderr).toContain("--as");
  for (const name of ["carla", "nobody"]) {
    expect(deployment("suspend", "choir", "--as", name)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("no provider's account"),
    });
  }
});

test("suspends, resumes, removes, keeps and erases, with the refusals of the panel", async () => {
  expect(paula("list").stdout).toMatch(/^choir\tlive\twanted: running\t/);
  expect(paula("suspend", "chorus")).toMatchObject({ status: 1 });
  const preview = paula("preview", "choir", "--to", "removed").stdout;
  expect(preview).toContain("Erased on amber:");
  expect(preview).toContain("  - Files: ");
  expect(preview).not.toContain("states.");
  expect(paula("suspend", "choir", "--reason", "Holidays").stdout).toMatch(/run \S+\.$/m);
  expect(paula("suspend", "choir").status).toBe(1);
  await carryOut(api);
  expect(paula("suspend", "choir").stderr).toContain("It is suspended already.");
  expect(paula("resume", "choir").status).toBe(0);
  await carryOut(api);
  expect(paula("remove", "choir", "--backup").stderr).toContain("“choir”");
  expect(paula("remove", "choir", "--confirm", "choir").stderr).toContain("--decline-backup");
  expect(paula("remove", "choir", "--confirm", "choir", "--backup", "--grace-days", "soon").stderr).toContain("soon");
  const removing = paula("remove", "choir", "--confirm", "choir", "--backup", "--grace-days", "7");
  expect(removing).toMatchObject({ status: 0, stdout: expect.stringContaining("allot deployment keep choir") });
  await carryOut(api);
  expect(paula("resume", "choir").stderr).toContain("is to be removed");
  expect(paula("keep", "choir").status).toBe(0);
  expect(paula("erase-now", "choir", "--confirm", "choir").stderr).toContain("No removal is under way");
  paula("remove", "choir", "--confirm", "choir", "--decline-backup", "Nobody needs it.", "--grace-days", "30");
  expect(paula("erasure", "choir").stderr).toContain("Nothing of choir was erased.");
  expect(paula("erase-now", "choir", "--confirm", "choir").status).toBe(0);
  const [due] = await api.store.removals.due(worker, { limit: 1 });
  await api.store.removals.begin(worker, { deploymentId: due?.id ?? "" });
  await carryOut(api);
  const record = paula("erasure", "choir").stdout;
  expect(record).toContain("declined (“Nobody needs it.”)");
  expect(record).toContain("/var/lib/pixelfed (4096 bytes, 3 files)");
  expect(JSON.parse(paula("erasure", "choir", "--json").stdout)).toMatchObject({ hosts: [{ federated: false }] });
  expect(paula("list").stdout).toBe("");
  expect(paula("list", "--removed").stdout).toMatch(/^choir\tremoved\t/);
}, 60_000);
