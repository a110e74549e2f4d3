import { beforeEach, expect, test, vi } from "vitest";
import type { Answer } from "./answer.ts";
import { createAsker } from "./asker.ts";
import { exchange } from "./exchange.ts";

// Nothing is to be sent, and on the port of the DNS nobody listens here who could tell.
vi.mock("./exchange.ts", () => ({ exchange: vi.fn<() => Promise<Answer>>(async () => ({ kind: "silent" })) }));
beforeEach(() => void vi.mocked(exchange).mockClear());

const question = { name: "choir.example", type: "A" } as const;
const resolver = { servers: [{ address: "127.0.0.53", port: 53 }], authorityPort: 53 };
const { signal } = new AbortController();

test.each(["127.0.0.53", "169.254.169.253", "0.0.0.0", "255.255.255.255", "::1", "::ffff:127.0.0.1", "fe80::1"])(
  "a zone whose server is said to be at %s has nothing asked there",
  async (address) => {
    expect(await createAsker({ resolver, signal }).authority(address, question)).toEqual({ kind: "silent" });
    expect(exchange).not.toHaveBeenCalled();
  },
);

test("the worker's own resolver may be on its machine, and servers of zones anywhere else", async () => {
  const ask = createAsker({ resolver, signal });
  await ask.resolver(question);
  for (const address of ["9.9.9.9", "10.0.0.53", "2620:fe::fe"]) await ask.authority(address, question);
  expect(exchange).toHaveBeenCalledTimes(4);
});
