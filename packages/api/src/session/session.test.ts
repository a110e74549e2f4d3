import { authDatabase, system } from "@allotment/store";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { attempts } from "../auth/attempts.ts";
import { signInAttempts } from "../auth/library.ts";
import {
  cookieOf,
  firstProvider,
  operatorWith,
  problemFrom,
  samplePassword,
  testApi,
  type TestApi,
  type TestPerson,
} from "../testing/index.ts";

describe("sessions", () => {
  let api: TestApi;
  let provider: TestPerson;

  beforeEach(async () => {
    api = await testApi();
    provider = await firstProvider(api);
  });
  afterEach(() => api.close());

  async function signIn(username: string, password: string): Promise<Response> {
    return api.fetch("session.create", { username, password });
  }

  async function whoIs(cookie: string): Promise<unknown> {
    const answer = await api.fetch("session.get", undefined, { method: "GET", cookie });
    const { result } = (await answer.json()) as { result: { data: { user: { username: string } } | null } };
    return result.data?.user.username ?? null;
  }

  test("the right password opens a session, in a cookie that scripts cannot read", async () => {
    const answer = await signIn("Paula", samplePassword);
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie().join()).toMatch(/HttpOnly/i);
    expect(answer.headers.getSetCookie().join()).toMatch(/SameSite=Lax/i);
    expect(await whoIs(cookieOf(answer.headers))).toBe("paula");
  });

  test("a wrong password and a user that does not exist are refused with the same words", async () => {
    const wrong = await signIn("paula", "not the password");
    const unknown = await signIn("nobody", "not the password");
    const malformed = await signIn("no body", "not the password");
    expect(wrong.status).toBe(401);
    const bodies = await Promise.all([wrong, unknown, malformed].map((answer) => answer.json()));
    expect(bodies[1]).toEqual(bodies[0]);
    expect(bodies[2]).toEqual(bodies[0]);
    expect(wrong.headers.getSetCookie()).toEqual([]);
  });

  test("after too many attempts the right password waits a little, is not refused, and others do not wait", async () => {
    const waited: number[] = [];
    const counted = attempts((milliseconds) => Promise.resolve(waited.push(milliseconds)));
    await operatorWith(api, provider, { operator: "Choir", username: "carla" });
    const counting = await testApi({ store: api.store, attempts: counted });
    const tried = async (username: string, password: string) =>
      (
        await counting.fetch(
          "session.create",
          { username, password },
          { headers: { "x-forwarded-for": "198.51.100.7" } },
        )
      ).status;
    for (let attempt = 0; attempt < 10; attempt += 1) expect(await tried("paula", "x")).toBe(401);
    expect(waited).toEqual([]);
    // Another way of writing the name is no way round.
    expect(await tried("PAULA", "x")).toBe(401);
    expect(await tried("carla", samplePassword)).toBe(200);
    expect(await tried("paula", samplePassword)).toBe(200);
    expect(waited).toEqual([250, 500]);
  });

  test("a name that nobody can have never reaches the counters", async () => {
    const counters = () => authDatabase(api.store).db.select().from(authDatabase(api.store).schema.rateLimit).all();
    const before = counters().length;
    for (const name of ["no body", "", "1", "x".repeat(100)]) expect((await signIn(name, "x")).status).toBe(401);
    expect(counters()).toHaveLength(before);
  });

  test("old counters go at the next attempt", async () => {
    const { db, schema } = authDatabase(api.store);
    db.insert(schema.rateLimit).values({ id: "old", key: "old", count: 1, lastRequest: 1 }).run();
    const fresh = await testApi({ store: api.store });
    await fresh.fetch("session.create", { username: "paula", password: samplePassword });
    expect(
      db
        .select()
        .from(schema.rateLimit)
        .all()
        .map(({ id }) => id),
    ).not.toContain("old");
  });

  test("many attempts in one request are refused as a whole", async () => {
    const calls = Array.from({ length: 60 }, (_, index) => [index, { username: `u${index}x`, password: "x" }] as const);
    const answer = await api.fetch(`${calls.map(() => "session.create").join(",")}?batch=1`, Object.fromEntries(calls));
    expect(answer.status).toBe(400);
  });

  test("the trail tells of signing in, of refusals for names that exist, and of new passwords", async () => {
    const cookie = cookieOf((await signIn("paula", samplePassword)).headers);
    await signIn("paula", "wrong");
    await signIn("hunter2-typed-into-the-wrong", "wrong");
    await api.fetch("session.setPassword", { present: samplePassword, password: "a new long one" }, { cookie });
    const trail = await vi.waitFor(async () => {
      const rows = await api.store.audit.list(system, {});
      expect(rows.map(({ action }) => action)).toContain("session.refuse");
      return rows;
    });
    const told = trail.filter(({ action }) => /^session\.|^user\.set/.test(action));
    expect(told.map(({ action }) => action)).toContain("user.set-password");
    expect(told.map(({ action }) => action)).toContain("session.sign-in");
    expect(told.every(({ subject }) => subject === provider.actor.userId)).toBe(true);
    expect(JSON.stringify(trail)).not.toContain("hunter2");
  });

  test("signing out ends the session for whoever has a copy of the cookie", async () => {
    const cookie = cookieOf((await signIn("paula", samplePassword)).headers);
    await api.fetch("session.delete", undefined, { cookie });
    expect(await whoIs(cookie)).toBeNull();
  });

  test("a disabled account cannot sign in, and its open session ends at once", async () => {
    const carla = await operatorWith(api, provider, { operator: "Choir", username: "carla" });
    const cookie = cookieOf((await signIn("carla", samplePassword)).headers);
    expect(await whoIs(cookie)).toBe("carla");
    await provider.caller.user.set({ userId: carla.actor.userId, disabled: true });
    expect(await whoIs(cookie)).toBeNull();
    const refused = await signIn("carla", samplePassword);
    expect(await refused.json()).toMatchObject({ error: { data: { problem: { code: "account-disabled" } } } });
    expect(refused.headers.getSetCookie()).toEqual([]);
    await provider.caller.user.set({ userId: carla.actor.userId, disabled: false });
    expect((await signIn("carla", samplePassword)).status).toBe(200);
  });

  test("the last provider cannot be disabled", async () => {
    const problem = await problemFrom(provider.caller.user.set({ userId: provider.actor.userId, disabled: true }));
    expect(problem.code).toBe("last-provider");
  });

  test("a made-up cookie is nobody", async () => {
    expect(await whoIs("allotment.session_token=abc.def")).toBeNull();
    const real = cookieOf((await signIn("paula", samplePassword)).headers);
    expect(await whoIs(real.replace(/.{6}$/, "AAAAAA"))).toBeNull();
  });

  test("changing the password needs the present one and ends the other sessions", async () => {
    const here = cookieOf((await signIn("paula", samplePassword)).headers);
    const there = cookieOf((await signIn("paula", samplePassword)).headers);
    const refused = await api.fetch(
      "session.setPassword",
      { present: "wrong", password: "a new long one" },
      { cookie: here },
    );
    expect(refused.status).toBe(401);
    const changed = await api.fetch(
      "session.setPassword",
      { present: samplePassword, password: "a new long one" },
      { cookie: here },
    );
    expect(changed.status).toBe(200);
    expect(await whoIs(there)).toBeNull();
    expect(await whoIs(cookieOf(changed.headers))).toBe("paula");
    expect((await signIn("paula", samplePassword)).status).toBe(401);
  });

  test("a request that changes something and comes from another site is refused", async () => {
    const input = { username: "paula", password: samplePassword };
    const foreign = await api.fetch("session.create", input, { headers: { origin: "https://evil.example" } });
    expect(foreign.status).toBe(403);
    expect(foreign.headers.getSetCookie()).toEqual([]);
  });

  test("what the log-in library would offer by itself is not served", async () => {
    for (const path of [
      "sign-up/email",
      "sign-in/email",
      "sign-in/username",
      "get-session",
      "request-password-reset",
      "reset-password",
      "update-user",
      "is-username-available",
      "list-sessions",
      "change-email",
      "delete-user",
      "ok",
    ]) {
      for (const prefix of ["/api/auth/", "/api/trpc/", "/api/trpc/../auth/"]) {
        const answer = await api.api.handler(
          new Request(`${api.settings.publicUrl}${prefix}${path}`, {
            method: "POST",
            headers: { origin: api.settings.publicUrl, "content-type": "application/json" },
            body: JSON.stringify({ email: "m@example.org", username: "mallory", name: "M", password: samplePassword }),
          }),
        );
        expect(answer.status, `${prefix}${path}`).toBe(404);
        expect(answer.headers.getSetCookie()).toEqual([]);
      }
    }
    expect((await api.store.users.list(system, {})).map(({ username }) => username)).toEqual(["paula"]);
  });
});

test("behind a proxy of ours nobody is locked out from elsewhere, and a forged address is no way round", async () => {
  const api = await testApi({ settings: { trustProxy: true } });
  await firstProvider(api);
  const from = (addresses: string, password: string) =>
    api.fetch("session.create", { username: "paula", password }, { headers: { "x-forwarded-for": addresses } });
  for (let attempt = 0; attempt < signInAttempts.perAddressMax; attempt += 1)
    await from(`10.0.0.${attempt}, 198.51.100.7`, "x");
  expect((await from("203.0.113.1, 198.51.100.7", samplePassword)).status).toBe(429);
  expect((await from("203.0.113.1", samplePassword)).status).toBe(200);
  api.close();
});
