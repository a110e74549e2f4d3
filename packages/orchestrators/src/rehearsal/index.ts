/**
 * Practice: every step that needs no machine is real – the plan, the tree in its git repository, the evaluation by Nix
 * where there is one. Provisioning, building, copying, activating and verifying are pretended, in a time and with counts
 * that follow from the environment's seed, and every step says so. Machines are files of the worker with the fencing
 * number, generations and active system that a real machine would keep.
 *
 * `names.ts` lists names that make a step fail, so that failures can be shown and tested.
 */
import path from "node:path";
import { grantedWith } from "../granted.ts";
import type { MutatingPhase, Orchestrator, ReadingPhase } from "../orchestrator.ts";
import { openMachines } from "./machines.ts";
import { phasesOnMachines } from "./on-machines.ts";
import { practised, practisedErasing } from "./practised.ts";
import { build, evaluateWith, provision, type EvaluationLimits } from "./outside.ts";

/** What practice needs of the worker. */
export interface RehearsalOptions {
  /** Folder in which practised machines are kept. */
  readonly folder: string;
  /** Where Nix is looked for: ALLOTMENT_NIX, PATH, NIXPKGS. */
  readonly env: NodeJS.ProcessEnv;
  readonly limits?: EvaluationLimits;
}

const defaultLimits: EvaluationLimits = { timeoutSeconds: 300, memoryMiB: 3000 };

function granted(phase: ReadingPhase): MutatingPhase {
  return grantedWith(phase)((own, context) => own(context));
}

/** Makes the orchestrator that installs nothing. */
export function createRehearsal(options: RehearsalOptions): Orchestrator {
  const limits = options.limits ?? defaultLimits;
  return {
    id: "rehearsal",
    titleKey: "orchestrators.rehearsal",
    installs: false,
    capabilities: {
      preview: "nobody",
      rollBack: "adapter",
      remove: "nobody",
      observe: "adapter",
      machinesPull: false,
    },
    provision: granted(provision),
    evaluate: evaluateWith(options.env, limits),
    build,
    certify: practised("certify"),
    applySettings: granted(practised("applySettings")),
    backUp: granted(practised("backUp")),
    erase: granted(practisedErasing),
    ...phasesOnMachines((context) =>
      openMachines(path.join(options.folder, context.environmentId, context.deployment)),
    ),
  };
}
