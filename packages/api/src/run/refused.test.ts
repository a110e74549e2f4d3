import { afterEach, expect, test } from "vitest";
import {
  carryOut,
  deploymentWith,
  firstProvider,
  operatorWith,
  requestRun,
  startRun,
  testApi,
  type TestApi,
} from "../testing/index.ts";

let api: TestApi;
afterEach(() => api.close());

test("of two that want one machine the second is refused, and says so wherever the deployment is shown", async () => {
  api = await testApi();
  const provider = await firstProvider(api);
  const choir = await operatorWith(api, provider, { operator: "Choir", username: "carla" });
  const town = await operatorWith(api, provider, { operator: "Town", username: "tom" });
  const first = await deploymentWith(choir, "choir", "photos.choir.example");
  const second = await deploymentWith(town, "town", "photos.town.example");
  // Both plans were made while the machine was free, and both were asked for before the worker looked.
  await requestRun(choir, first);
  const runId = await requestRun(town, second);
  await carryOut(api);
  await expect(startRun(api)).rejects.toThrow("refused");
  const { caller } = town;
  expect(await caller.deployment.get({ deploymentId: second })).toMatchObject({
    status: "failed",
    lastRun: { id: runId, state: "refused" },
  });
  expect(await caller.run.list({ deploymentId: second })).toMatchObject([{ id: runId, state: "refused" }]);
  const run = await caller.run.get({ runId });
  expect(run).toMatchObject({ state: "refused", over: true });
  expect(run.refusal?.summary).toBeTruthy();
  expect(JSON.stringify(run)).not.toMatch(/choir/i);
});
