import { describe, expect, test } from "vitest";
import { machineAnswer } from "./machine-facts.ts";

const facts = `kernel=Linux 6.12
boot-id=0b1c
system=/nix/store/abc-nixos-system
generation=12
generation-system=/nix/store/abc-nixos-system
restart-due=no
up-seconds=86400
memory-mib=2000
memory-free-mib=900
disk-mib=40000
disk-free-mib=1000
store-mib=40000
store-free-mib=1000
`;

describe("what a machine says of itself", () => {
  test("is read", () => {
    expect(machineAnswer(facts, "unit=snac active\nunit=nginx failed\nunit=my failed thing active\n")).toEqual({
      running: { generation: 12, system: "/nix/store/abc-nixos-system" },
      profileSystem: "/nix/store/abc-nixos-system",
      bootId: "0b1c",
      upSeconds: 86_400,
      restartDue: false,
      failedUnits: ["nginx"],
      disk: { sizeMiB: 40_000, freeMiB: 1000 },
      store: { sizeMiB: 40_000, freeMiB: 1000 },
      memory: { sizeMiB: 2000, freeMiB: 900 },
    });
  });

  test("may be nothing: then nothing is known, and nothing is full", () => {
    expect(machineAnswer("", "")).toEqual({
      running: { generation: null, system: null },
      profileSystem: null,
      bootId: null,
      upSeconds: null,
      restartDue: null,
      failedUnits: [],
      disk: null,
      store: null,
      memory: null,
    });
  });

  test.each([
    ["no numbers", "many", "few"],
    ["negative numbers", "100", "-5"],
    ["numbers that are too long", "9".repeat(40), "5"],
    ["a disk without any size", "0", "0"],
    ["more room than there is", "100", "101"],
    ["text behind a number", "100 MiB", "5"],
  ])("is not known where it says %s", (_, size, free) => {
    expect(machineAnswer(`disk-mib=${size}\ndisk-free-mib=${free}\ngeneration=${free}x\n`, "")).toMatchObject({
      disk: null,
      running: { generation: null },
    });
  });

  test("is cut and made harmless: lines without end, escapes, thousands of services", () => {
    const hostile = `system=/nix/store/\u001b[2J${"a".repeat(100_000)}\nboot-id=\u202eevil\nrestart-due=perhaps\n`;
    const units = Array.from({ length: 5000 }, (_, index) => `unit=s${index}${"x".repeat(500)}\u0007 failed`).join(
      "\n",
    );
    const answer = machineAnswer(hostile, units);
    expect(answer.failedUnits.length).toBeLessThanOrEqual(10);
    expect(JSON.stringify(answer).length).toBeLessThan(4000);
    // eslint-disable-next-line no-control-regex -- that is what it is about
    expect([answer.running.system, answer.bootId, ...answer.failedUnits].join("")).not.toMatch(/[\u0000-\u001f\u202e]/);
    expect(answer.restartDue).toBeNull();
  });
});
