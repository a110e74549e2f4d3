import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cookieOf, firstProvider, samplePassword, testApi, type TestApi, type TestPerson } from "../testing/index.ts";

describe("sessions", () => {
  let api: TestApi;
  let provider: TestPerson;

  beforeEach(async () => {
    api = await testApi();
    provider = await firstProvider(api);
  });
  afterEach(() => api.close());

  test("the right password opens a session that a cookie carries", async () => {
    const answer = await api.fetch("session.create", { username: "Paula", password: samplePassword });
    expect(answer.status).toBe(200);
    const cookie = cookieOf(answer.headers);
    const session = await api.fetch("session.get", undefined, { method: "GET", cookie });
    expect(await session.json()).toMatchObject({ result: { data: { user: { username: "paula", role: "provider" } } } });
    expect(provider.actor.role).toBe("provider");
  });
});
