import { NextRequest } from "next/server";
import { afterEach, expect, test, vi } from "vitest";
import { proxy } from "./proxy.ts";

afterEach(() => vi.unstubAllEnvs());

test.each([
  ["https://panel.example.org", "max-age=31536000"],
  ["http://127.0.0.1:3000", null],
  ["", null],
])("with %j as the public address, browsers are told %j about TLS", (address, told) => {
  vi.stubEnv("ALLOTMENT_PUBLIC_URL", address);
  const response = proxy(new NextRequest("http://127.0.0.1:3000/fleet"));
  expect(response.headers.get("strict-transport-security")).toBe(told);
});

test("every response has its own nonce and no frame around it", () => {
  const [one, two] = [1, 2].map(() => proxy(new NextRequest("http://127.0.0.1:3000/")).headers);
  expect(one?.get("content-security-policy")).toContain("frame-ancestors 'none'");
  expect(one?.get("content-security-policy")).not.toBe(two?.get("content-security-policy"));
});
