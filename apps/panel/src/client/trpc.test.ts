import { afterEach, expect, it, vi } from "vitest";
import { trpc } from "./trpc.ts";

afterEach(() => vi.unstubAllGlobals());

it("asks for what a link leads to without its token in an address", async () => {
  const asked = vi.fn<(url: string, init: RequestInit) => Promise<Response>>((url, init) => {
    expect(init.body).toEqual(expect.stringContaining("the-token"));
    return Promise.resolve(Response.json([{ result: { data: `${init.method} ${url}` } }]));
  });
  vi.stubGlobal("fetch", asked);
  const answer: unknown = await trpc.claim.result.query({ token: "the-token", errandId: "an-errand" });
  expect(answer).toBe("POST /api/trpc/claim.result?batch=1");
});
