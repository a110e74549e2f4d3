import type { WorkerActor } from "@allotment/store";
import { expect, test } from "vitest";
import { firstProvider, testApi } from "../testing/index.ts";

const worker: WorkerActor = { kind: "worker", workerId: "test" };
const relay = { host: "mail.host.example", port: 587, security: "starttls", sender: "a@host.example" } as const;

test("a relay whose newest test failed says what stood in the way, until one goes well or it is set anew", async () => {
  const api = await testApi();
  const provider = await firstProvider(api);
  const { relay: calls } = provider.caller;
  expect(await calls.get()).toBeNull();
  await calls.set(relay);
  const answer = async (to: string, outcome: "ok" | "wrong") => {
    const { errandId } = await calls.test({ to });
    await api.store.errands.take(worker, { limit: 1 });
    const params = { host: relay.host, port: relay.port, said: "It was not found." };
    const checks = [{ code: "mail-connected", outcome, params }];
    await api.store.errands.finish(worker, { errandId, result: { ok: outcome === "ok", checks } });
    return errandId;
  };
  expect(await calls.get()).toMatchObject({ ...relay, stuck: null, failedTest: null });
  const errandId = await answer("a@host.example", "wrong");
  const problem = expect.stringContaining("It was not found.");
  expect((await calls.get())?.failedTest).toMatchObject({ errandId, problem });
  await answer("b@host.example", "ok");
  expect((await calls.get())?.failedTest).toBeNull();
  await answer("a@host.example", "wrong");
  expect((await calls.get())?.failedTest).not.toBeNull();
  await calls.set({ ...relay, host: "other.host.example" });
  expect((await calls.get())?.failedTest).toBeNull();
  api.close();
});
