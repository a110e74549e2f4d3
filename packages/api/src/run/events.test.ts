import { system } from "@allotment/store";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  cookieOf,
  deploymentWith,
  finishRun,
  firstProvider,
  operatorWith,
  problemFrom,
  requestRun,
  samplePassword,
  startRun,
  testApi,
  type TestApi,
  type TestPerson,
} from "../testing/index.ts";
import { watchedMax } from "./watching.ts";

describe("a run as it happens", () => {
  let api: TestApi;
  let choir: TestPerson & { readonly operatorId: string };
  let runId: string;
  let cookie: string;

  beforeEach(async () => {
    api = await testApi();
    choir = await operatorWith(api, await firstProvider(api), { operator: "Choir", username: "carla" });
    runId = await requestRun(choir, await deploymentWith(choir, "choir", "photos.choir.example"));
    const session = await api.fetch("session.create", { username: "carla", password: samplePassword });
    cookie = cookieOf(session.headers);
  });
  afterEach(() => api.close());

  async function stream(lastEventId?: string): Promise<Response> {
    const input = lastEventId === undefined ? { runId } : { runId, lastEventId };
    return api.fetch("run.events", input, { method: "GET", cookie, headers: { accept: "text/event-stream" } });
  }

  test("the stream starts with the request, follows the run, and ends with it", async () => {
    const answer = await stream();
    expect(answer.headers.get("content-type")).toContain("text/event-stream");
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (messagesOf(text).length === 0) text += (await reader?.read())?.value ?? "";
    expect(messagesOf(text)[0]?.data.run.state).toBe("requested");
    await startRun(api);
    await finishRun(api, runId, "succeeded");
    for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) text += part.value;
    const messages = messagesOf(text);
    expect(messages.at(-1)?.data.run).toMatchObject({ state: "succeeded", over: true });
    const numbers = messages.flatMap(({ data }) => data.events.map(({ number }) => number));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.length).toBeGreaterThan(5);
  });

  test("after a lost connection it goes on behind the last event, from the table", async () => {
    await startRun(api);
    await finishRun(api, runId, "succeeded");
    const all = messagesOf(await (await stream()).text()).flatMap(({ data }) => data.events);
    const seen = all[2]?.number ?? 0;
    const rest = messagesOf(await (await stream(String(seen))).text());
    expect(rest.flatMap(({ data }) => data.events)).toEqual(all.slice(3));
    expect(rest.at(-1)?.id).toBe(String(all.at(-1)?.number));
  });

  test("a made-up position misses nothing", async () => {
    await startRun(api);
    await finishRun(api, runId, "succeeded");
    const all = messagesOf(await (await stream()).text());
    expect(messagesOf(await (await stream("-1; DROP TABLE run_event")).text())).toEqual(all);
  });

  test("pages without scripts get the same by asking again", async () => {
    const first = await choir.caller.run.eventsAfter({ runId });
    expect(first).toMatchObject({ run: { state: "requested" }, events: [], last: 0 });
    await startRun(api);
    await finishRun(api, runId, "failed");
    const second = await choir.caller.run.eventsAfter({ runId, after: first.last });
    expect(second.run).toMatchObject({ state: "failed", over: true, error: { turn: "provider" } });
    expect(second.run.error?.summary).not.toBe("");
    expect(second.events.length).toBeGreaterThan(0);
    expect((await choir.caller.run.eventsAfter({ runId, after: second.last })).events).toEqual([]);
  });

  test("the stream ends soon after the account is disabled", async () => {
    const reader = (await stream()).body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (messagesOf(text).length === 0) text += (await reader?.read())?.value ?? "";
    await api.store.users.setDisabled(system, { userId: choir.actor.userId, disabled: true });
    for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) text += part.value;
    expect(text).toContain("not-signed-in");
    expect(messagesOf(text)).toHaveLength(1);
  });

  test("somebody watches six runs at once, and another when one is closed", async () => {
    const open = await Promise.all(
      Array.from({ length: watchedMax }, async () => {
        const iterator = (await choir.caller.run.events({ runId }))[Symbol.asyncIterator]();
        await iterator.next();
        return iterator;
      }),
    );
    const begin = async () => (await choir.caller.run.events({ runId }))[Symbol.asyncIterator]().next();
    expect((await problemFrom(begin())).code).toBe("too-many-requests");
    await open[0]?.return?.();
    await expect(begin()).resolves.toMatchObject({ done: false });
  });

  test("the stream ends when whoever watches goes away", async () => {
    const watching = await choir.caller.run.events({ runId });
    for await (const _message of watching) break;
    expect(await choir.caller.run.get({ runId })).toMatchObject({ state: "requested" });
  });
});

interface Message {
  readonly id: string;
  readonly data: {
    readonly run: { readonly state: string; readonly over: boolean };
    readonly events: readonly { readonly number: number }[];
  };
}

function messagesOf(text: string): Message[] {
  return text.split("\n\n").flatMap((block) => {
    const field = (name: string) =>
      block
        .split("\n")
        .find((line) => line.startsWith(`${name}: `))
        ?.slice(name.length + 2);
    const data = field("data");
    const id = field("id");
    if (id === undefined || data === undefined || field("event") !== undefined) return [];
    return [{ id, data: JSON.parse(data) as Message["data"] }];
  });
}
