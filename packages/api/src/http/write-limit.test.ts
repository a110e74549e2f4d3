import { expect, test } from "vitest";
import { firstProvider, operatorWith, problemFrom, testApi } from "../testing/index.ts";
import { writeLimit } from "./write-limit.ts";

test("a person makes 120 changes at once and two a second from then on, whatever others do", async () => {
  let time = 0;
  const count = writeLimit(() => time);
  const refused = () => problemFrom(Promise.resolve().then(() => count("carla")));
  for (let change = 0; change < 120; change += 1) count("carla");
  expect(await refused()).toMatchObject({
    code: "too-many-requests",
    summary: "There were too many requests in a short time.",
    next: "Wait 1 second and try again.",
  });
  count("paula");
  time += 1000;
  count("carla");
  count("carla");
  expect((await refused()).code).toBe("too-many-requests");
});

test("only changes are counted: whoever made too many can still read", async () => {
  const api = await testApi();
  const choir = await operatorWith(api, await firstProvider(api), { operator: "Choir", username: "carla" });
  const change = () => choir.caller.deployment.rename({ deploymentId: "none", title: "X" });
  const codes = new Set<string>();
  for (let time = 0; time < 125; time += 1) codes.add((await problemFrom(change())).code);
  expect([...codes]).toEqual(["not-found", "too-many-requests"]);
  expect(await choir.caller.deployment.list()).toEqual([]);
  api.close();
});
