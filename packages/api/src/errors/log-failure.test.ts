import { expect, test } from "vitest";
import { firstProvider, problemFrom, samplePassword, testApi } from "../testing/index.ts";
import { logFailure } from "./log-failure.ts";

test("what breaks on the server is told to its log and not to the person, without what was typed", async () => {
  const lines: string[] = [];
  const api = await testApi({ log: (line) => lines.push(line) });
  const provider = await firstProvider(api);
  const broken = { ...api.store.users, setDisabled: () => Promise.reject(new Error("the disk is on fire")) };
  Object.assign(api.store, { users: broken });
  const problem = await problemFrom(provider.caller.user.set({ userId: "hunter2", disabled: true }));
  expect(problem.code).toBe("unexpected");
  expect(JSON.stringify(problem)).not.toContain("fire");
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    level: "error",
    path: "user.set",
    causes: [
      {
        name: "Error",
        message: "the disk is on fire",
        at: expect.arrayContaining([expect.stringContaining("log-failure.test.ts")]),
      },
    ],
  });
  expect(lines[0]).not.toContain("hunter2");
  api.close();
});

test("a session that cannot be looked up is told of too, and what a person did wrong is not", async () => {
  const lines: string[] = [];
  const api = await testApi({ log: (line) => lines.push(line) });
  await firstProvider(api);
  await api.fetch("session.create", { username: "paula", password: "wrong" });
  await api.fetch("session.create", { username: "paula", password: 5 });
  expect(lines).toEqual([]);
  const session = await api.fetch("session.create", { username: "paula", password: samplePassword });
  const cookie = session.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  const broken = { ...api.store.users, actorOf: () => Promise.reject(new Error("gone")) };
  Object.assign(api.store, { users: broken });
  const answer = await api.fetch("session.get", undefined, { method: "GET", cookie });
  expect(answer.status).toBe(500);
  expect(lines.join()).toContain("gone");
  expect(lines.join()).not.toContain(cookie);
  api.close();
});

test("the values of a query that failed stay out of the log", () => {
  const lines: string[] = [];
  const query = Object.assign(new Error("Failed query: insert … params: hunter2"), {
    query: "insert",
    params: ["hunter2"],
  });
  logFailure((line) => lines.push(line), { path: "a.b", type: "mutation" }, new Error("outer", { cause: query }));
  expect(lines[0]).toContain("outer");
  expect(lines[0]).not.toContain("hunter2");
});

test.each([
  'Unexpected token h in JSON at position 0, "hunter2" is not valid JSON',
  "password=hunter2 at line 7",
  "cannot read 'hunter2'",
  "bad header Cookie: hunter2",
  'unfinished "hunter2',
  "first line\nhunter2",
])("what stands in %j is not repeated", (message) => {
  const lines: string[] = [];
  logFailure((line) => lines.push(line), { path: "a.b", type: "query" }, new Error(message));
  expect(lines[0]).not.toContain("hunter2");
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ causes: [{ message: expect.stringMatching(/[a-z]/) }] });
});
