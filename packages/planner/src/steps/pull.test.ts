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

const said = (publicUrl: string) =>
  planned({ orchestrator: "pull" }, publicUrl)
    .diagnostics.filter(({ address }) => address === "pull")
    .map(({ severity, code }) => `${severity} ${code}`);

test("an address without TLS is refused: whoever is on the way could say what machines become", () => {
  for (const refused of [
    "http://192.0.2.1:3000",
    "http://panel.choir.example",
    "http://[2001:db8::1]",
    "http://172.32.0.1",
    "http://10.0.0.1.choir.example",
    "http://198.20.0.1",
  ]) {
    expect(said(refused)).toEqual(["error pull-in-clear"]);
  }
  expect(said(url)).toEqual([]);
});

test("on the machine itself, on a private network and on one for trying out it only has to be agreed to", () => {
  const near = [
    "localhost:3000",
    "127.0.0.1",
    "[::1]",
    "10.9.8.7",
    "172.31.0.1",
    "192.168.1.1",
    "198.19.0.1",
    "[fd00::1]",
  ];
  for (const host of near) expect(said(`http://${host}`)).toEqual(["warning pull-without-tls"]);
});
