import { alwaysUnharmed, nothingSwitched, type StepFailure, type Unharmed } from "@allotment/engine";
import type { Params } from "@allotment/model";
import { scrubbed, shortened } from "../tool-output.ts";
import { hostFacts, type ActivationStatus, type HostFacts } from "./answers.ts";
import type { Host, Trouble } from "./host.ts";

const codes: Readonly<Record<Trouble["trouble"], string>> = {
  unreachable: "host-unreachable",
  "wrong-host-key": "host-wrong-key",
  refused: "host-refused",
  timeout: "host-unreachable",
  stale: "stale-worker",
  busy: "host-busy",
  absent: "host-failed",
  full: "host-disk-full",
  failed: "host-failed",
  "settings-refused": "settings-refused",
  "settings-torn": "settings-torn",
  "settings-hang": "settings-hang",
  "settings-unsupported": "settings-unsupported",
};

const mayPass: ReadonlySet<Trouble["trouble"]> = new Set(["unreachable", "timeout", "busy"]);

/** A failure that the provider has to look at. */
export function providerFailure(
  code: string,
  params: Params,
  more: Partial<Pick<StepFailure, "detail" | "unharmed" | "retryable">> = {},
): StepFailure {
  return { code, params, whoseTurn: "provider", unharmed: nothingSwitched, retryable: false, ...more };
}

/** The failure that a machine without an answer is. */
export function hostFailure(
  { machine, target }: Pick<Host, "machine" | "target">,
  { trouble, detail, partly }: Trouble,
  unharmed: readonly Unharmed[] = nothingSwitched,
  more: Params = {},
): StepFailure {
  const { address, user } = target;
  const room = trouble === "full" && partly !== undefined ? roomOf(hostFacts(partly)) : {};
  const params = { machine, address, user, text: shortened(scrubbed(detail)), ...room, ...more };
  const said = detail === "" ? {} : { detail: scrubbed(detail) };
  return providerFailure(codes[trouble], params, { ...said, unharmed, retryable: mayPass.has(trouble) });
}

/** Room that a machine needs to remember what happens to it, in MiB. */
const neededMiB = 16;

function roomOf({ storeFreeMiB, diskFreeMiB }: HostFacts): Params {
  return { neededMiB, freeMiB: Math.min(storeFreeMiB, diskFreeMiB) };
}

const reasons: Readonly<Record<string, string>> = {
  "switch-failed": "switch-failed",
  "switch-timeout": "switch-timed-out",
  "not-confirmed": "switch-not-confirmed",
};

/**
 * What NixOS' switch-to-configuration-ng says where a running machine may not take a system, because parts of it that
 * cannot be exchanged while they run have changed (nixpkgs, system.switch.inhibitors).
 */
const onlyByRestart = /switch ?inhibitors?|changes to critical components/i;

/** Why an activation that ended did not bring the new system. */
export function activationFailure(
  machine: string,
  system: string,
  { state, reason, log }: ActivationStatus,
  seconds: Readonly<{ switchSeconds: number; confirmSeconds: number }>,
): StepFailure {
  const said = log.join("\n");
  const back = reason === "switch-failed" && onlyByRestart.test(said) ? "switch-needs-restart" : reasons[reason];
  const code = state === "rolled-back" ? (back ?? "switch-undone") : "switch-stuck";
  const params = { machine, system, ...seconds };
  return providerFailure(code, params, { detail: scrubbed(said), unharmed: alwaysUnharmed });
}
