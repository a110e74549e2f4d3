import type { CheckHandlers } from "@allotment/engine";
import { runOnHost } from "@allotment/orchestrators";
import { createNamesCheck } from "../names/check-names.ts";
import type { NameKeeper } from "../names/name-keeper.ts";
import { createMachineCheck, type MachineSurroundings } from "./machine.ts";
import { settingsCheck } from "./settings.ts";

/** One line per kind of check. */
export function createCheckHandlers(
  surroundings: Omit<MachineSurroundings, "runOnHost"> & Omit<NameKeeper, "ask">,
): CheckHandlers {
  const { sshKeyFile } = surroundings;
  return {
    machine: createMachineCheck({ ...surroundings, runOnHost }),
    dns: createNamesCheck(surroundings),
    settings: settingsCheck({ run: runOnHost, keyFile: sshKeyFile }),
  };
}
