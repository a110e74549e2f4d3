import { expect, it } from "vitest";
import type { ActivationStatus } from "./answers.ts";
import { activationFailure } from "./failures.ts";

const system = "/nix/store/abc-nixos-system-amber";
const seconds = { switchSeconds: 900, confirmSeconds: 120 };

function wentBack(log: readonly string[]): ActivationStatus {
  return {
    state: "rolled-back",
    reason: "switch-failed",
    generation: 1,
    previousGeneration: 1,
    system: null,
    log,
  };
}

it("tells a switch that only a restart allows from one that failed, with the system to restart into", () => {
  const inhibited = ["There are changes to critical components of the system:", "dbus-implementation : dbus -> broker"];
  const refused = activationFailure("amber", system, wentBack(inhibited), seconds);
  expect(refused).toMatchObject({ code: "switch-needs-restart", params: { machine: "amber", system } });
  expect(activationFailure("amber", system, wentBack(["unit failed"]), seconds).code).toBe("switch-failed");
});
