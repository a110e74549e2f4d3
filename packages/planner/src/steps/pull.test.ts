import type { Environment } from "@allotment/model";
import { expect, test } from "vitest";
import { makePlan } from "../plan.ts";
import { sampleConfiguration, sampleEnvironment, sampleInput, sampleInstances } from "../testing/index.ts";

const url = "https://panel.choir.example";

function planned(change: Partial<Environment>, publicUrl = url) {
  const environment: Environment = { ...sampleEnvironment("machine-per-application"), ...change };
  const instances = { hello: sampleInstances.hello(10), videos: sampleInstances.videos(10) };
  const input = sampleInput({ configuration: sampleConfiguration(instances), environment });
  return makePlan({ ...input, publicUrl });
}

test("machines that pull know where from, and have a token each that no other machine reads", () => {
  const { description } = planned({ orchestrator: "pull", pull: { method: "auto-upgrade", pollSeconds: 300 } });
  expect(description?.pull).toEqual({ url, method: "auto-upgrade", pollSeconds: 300 });
  const machines = Object.keys(description?.machines ?? {});
  expect(machines).toHaveLength(2);
  for (const machine of machines) {
    expect(description?.secrets[`${machine}/pull-token`]).toMatchObject({
      machines: [machine],
      owner: "root",
      mode: "0400",
    });
    expect(description?.generators[`${machine}/pull-token`]).toMatchObject({
      kind: "hex",
      bytes: 32,
      rotation: "never",
    });
  }
});

test("machines that are pushed to have neither address nor token", () => {
  const { description } = planned({ orchestrator: "nixos-ssh", pull: { method: "comin" } });
  expect(description).not.toHaveProperty("pull");
  expect(JSON.stringify(description)).not.toContain("pull-token");
});

test("an address without TLS has to be agreed to", () => {
  const codes = (publicUrl: string) => planned({ orchestrator: "pull" }, publicUrl).diagnostics.map(({ code }) => code);
  expect(codes("http://192.0.2.1:3000")).toContain("pull-without-tls");
  expect(codes(url)).not.toContain("pull-without-tls");
});
