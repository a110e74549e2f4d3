import { type ErrandRecord, errandTimes, type WorkerActor } from "@allotment/store";
import { must } from "@allotment/store/testing";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createErrandWork } from "./errand-work.ts";
import { ErrandTrouble, type Handlers } from "./handler.ts";
import { handlers } from "./handlers.ts";
import { errandScene, type ErrandScene } from "./testing/errand-scene.ts";

const actor: WorkerActor = { kind: "worker", workerId: "test" };
const answer = { ok: true, checks: [], key: null };

let scene: ErrandScene;
let shutdown: AbortController;
let problems: unknown[];
beforeEach(async () => {
  scene = await errandScene();
  shutdown = new AbortController();
  problems = [];
});
afterEach(() => {
  vi.useRealTimers();
  return scene.close();
});

/** What does errands, with one handler in place of the real one. */
function workWith(scan: Handlers["machine-scan"]) {
  const { context } = scene;
  return createErrandWork({
    ...context,
    actor,
    handlers: { ...handlers, "machine-scan": scan },
    shutdown: shutdown.signal,
    report: (problem) => void problems.push(problem),
  });
}

async function ask(): Promise<string> {
  const input = { machine: "amber", address: "192.0.2.10", port: 22 };
  const { store, provider, environmentId } = scene;
  const asked = { kind: "machine-scan", environmentId, deploymentId: null, subject: "machine/amber", input } as const;
  return must(await store.errands.ask(provider, asked)).id;
}

const seen = (errandId: string): Promise<ErrandRecord | null> => scene.store.errands.get(scene.provider, { errandId });

describe("errands in the worker", () => {
  it("are done, and the answer is kept", async () => {
    const id = await ask();
    const work = workWith(async () => answer);
    await Promise.all(await work.begin({ limit: 2 }));
    expect(await seen(id)).toMatchObject({ state: "done", result: answer });
  });

  it("are no more at once than they may be", async () => {
    const ids = [await ask(), await ask()];
    let go = (): void => undefined;
    const gate = new Promise<void>((resolve) => (go = resolve));
    const work = workWith(async () => gate.then(() => answer));
    const [first] = await work.begin({ limit: 1 });
    expect(await work.begin({ limit: 1 })).toEqual([]);
    expect(await Promise.all(ids.map(async (id) => (await seen(id))?.state))).toEqual(["working", "waiting"]);
    go();
    await first;
    await Promise.all(await work.begin({ limit: 1 }));
    expect(await Promise.all(ids.map(async (id) => (await seen(id))?.state))).toEqual(["done", "done"]);
  });

  it("that break are reported, and whoever asked hears that it was unexpected and nothing more", async () => {
    const id = await ask();
    const work = workWith(() => Promise.reject(new Error("password hunter2 was refused")));
    await Promise.all(await work.begin({ limit: 1 }));
    const errand = await seen(id);
    expect(errand).toMatchObject({ state: "failed", problem: { code: "unexpected" } });
    expect(JSON.stringify(errand)).not.toContain("hunter2");
    expect(problems).toHaveLength(1);
  });

  it("that cannot be done say so, which is nothing unexpected", async () => {
    const id = await ask();
    const work = workWith(() => Promise.reject(new ErrandTrouble("gone")));
    await Promise.all(await work.begin({ limit: 1 }));
    expect(await seen(id)).toMatchObject({ state: "failed", problem: { code: "gone" } });
    expect(problems).toEqual([]);
  });

  it("that hang are given up in time, even when they do not listen", async () => {
    const id = await ask();
    let heard = "";
    const work = workWith(
      (_, { signal }) =>
        new Promise(() => signal.addEventListener("abort", () => (heard = (signal.reason as Error).message))),
    );
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const [hanging] = await work.begin({ limit: 1 });
    await vi.advanceTimersByTimeAsync(errandTimes["machine-scan"].work * 1000);
    vi.useRealTimers();
    await hanging;
    expect(await seen(id)).toMatchObject({ state: "failed", problem: { code: "too-long" } });
    expect(heard).toBe("it took too long");
    expect(problems).toEqual([]);
  });

  it("end with the worker, and say that they were broken off", async () => {
    const id = await ask();
    const work = workWith(
      (_, { signal }) =>
        new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("stopped")))),
    );
    const begun = await work.begin({ limit: 1 });
    shutdown.abort();
    await Promise.all(begun);
    expect(await seen(id)).toMatchObject({ state: "failed", problem: { code: "interrupted" } });
    expect(await work.begin({ limit: 1 })).toEqual([]);
  });
});
