import { sampleDescription } from "@allotment/engine/testing";
import { describe, expect, it } from "vitest";
import { sshTarget } from "../ssh/target.ts";
import { failedUnits, parseAnswer } from "./answers.ts";
import { hostFailure } from "./failures.ts";
import { openHost } from "./host.ts";

const [machine = "", described] = Object.entries(sampleDescription().machines)[0] ?? [];
const target = described === undefined ? null : sshTarget(machine, described, "/nowhere");

function host(outcome: { readonly exitCode: number; readonly stdout?: string; readonly stderr?: string }) {
  if (target === null) throw new Error("the sample has a machine");
  const run = async () => ({ kind: "done", stdout: "", stderr: "", ...outcome }) as const;
  return openHost({ run, program: "" }, { signal: new AbortController().signal }, machine, target);
}

describe("a machine that wants to do harm", () => {
  it("is listened to for so many lines of so many characters", async () => {
    const stdout = `generation=7\nlog=${"x".repeat(100_000)}\n${"unit= failed\n".repeat(20_000)}`;
    const answer = await host({ exitCode: 0, stdout }).ask(["units"]);
    if (!(answer instanceof Map)) throw new Error("there should be an answer");
    expect(answer.get("generation")).toEqual(["7"]);
    expect(answer.get("log")?.[0]).toHaveLength(2000);
    expect(answer.get("unit")).toHaveLength(1000);
  });

  it("names services by short names in which nothing is hidden", () => {
    const [name] = failedUnits(parseAnswer(`unit=\u001B[2J\u202E${"x".repeat(1000)} failed`));
    expect(name).toMatch(/^x{255}$/);
  });

  it("says nothing that looks like a secret, and nothing that moves what is shown", async () => {
    const opened = host({ exitCode: 1, stderr: "\u001B]0;title\u0007api_token=abcdefgh\u202E" });
    const answer = await opened.ask(["facts"]);
    if (!("trouble" in answer)) throw new Error("there should be no answer");
    const raw = { ...answer, detail: "\u001B]0;title\u0007api_token=abcdefgh\u202E" } as const;
    for (const trouble of [answer, raw]) {
      expect(hostFailure(opened, trouble)).toMatchObject({ params: { text: "api_token=…" }, detail: "api_token=…" });
    }
  });
});

describe("a program that is not on a machine", () => {
  const system = "/nix/store/0-system";
  const answerTo = (exitCode: number, stderr: string) => host({ exitCode, stderr }).askSystem(system, ["facts"]);

  it("is told from a login that may not do everything, with and without sudo", async () => {
    const missing = `${system}/sw/bin/allotment-host`;
    expect(await answerTo(127, `sh: ${missing}: not found`)).toMatchObject({ trouble: "absent" });
    expect(await answerTo(1, `sudo: ${missing}: command not found`)).toMatchObject({ trouble: "absent" });
    expect(await answerTo(1, "sudo: a password is required")).toMatchObject({ trouble: "refused" });
  });
});
