import { authDatabase, openStore } from "@allotment/store";
import { expect, test } from "vitest";
import { authLibrary, authPath } from "./library.ts";

const settings = {
  dataFolder: "/nowhere",
  publicUrl: "http://127.0.0.1:3000",
  trustProxy: false,
  secureCookies: false,
};

// A second wall: nothing of the library is served, but should somebody mount it one day, these hold.
test.each([
  ["/sign-up/email", { email: "m@example.org", name: "M", password: "correct horse battery", username: "mallory" }],
  ["/request-password-reset", { email: "m@example.org", redirectTo: "/" }],
  ["/update-user", { role: "provider" }],
  ["/change-email", { newEmail: "m@example.org" }],
  ["/delete-user", {}],
])("%s of the library makes no account and changes none", async (path, body) => {
  const store = openStore({ memory: true });
  const library = authLibrary(authDatabase(store), settings, "0".repeat(64));
  const answer = await library.handler(
    new Request(`${settings.publicUrl}${authPath}${path}`, {
      method: "POST",
      headers: { origin: settings.publicUrl, "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  );
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.headers.getSetCookie()).toEqual([]);
  const { internalAdapter } = await library.$context;
  expect(await internalAdapter.findUserByEmail("m@example.org")).toBeNull();
  store.close();
});
