import type { CheckHandlers } from "@allotment/engine";
import { requestUrl, runOnHost } from "@allotment/orchestrators";
import { createNamesCheck } from "../names/check-names.ts";
import type { NameKeeper } from "../names/name-keeper.ts";
import { createHealthCheck } from "./health.ts";
import { createMachineCheck, type MachineSurroundings } from "./machine.ts";
import { createNodeInfoCheck } from "./nodeinfo.ts";
import { settingsCheck } from "./settings.ts";

/** One line per kind of check. */
export function createCheckHandlers(
  surroundings: Omit<MachineSurroundings, "runOnHost"> & Omit<NameKeeper, "ask">,
): CheckHandlers {
  const { sshKeyFile } = surroundings;
  return {
    machine: createMachineCheck({ ...surroundings, runOnHost }),
    health: createHealthCheck({ ...surroundings, requestUrl, runOnHost }),
    nodeinfo: createNodeInfoCheck({ ...surroundings, requestUrl }),
    dns: createNamesCheck(surroundings),
    settings: settingsCheck({ run: runOnHost, keyFile: sshKeyFile }),
  };
}
