/**
 * Machines that pull: the engine publishes the tree of a run, machines fetch it by git with a token of their own, build and
 * switch by themselves, and report what they run. So they need no open port, and the worker never talks to them.
 *
 *   evaluate, build   as in deployment over SSH, so that a broken tree is never published
 *   copy              nothing: machines fetch and build themselves
 *   activate          waits until every machine has reported
 *   settings          nothing: they come with the next configuration
 *   roll back         what was live before is published again, as a commit on top, and waited for
 *
 * The fencing number is kept with the worker's own data, for all that a run changes is what is published there.
 */
import { grantedWith } from "../granted.ts";
import type { Orchestrator } from "../orchestrator.ts";
import { build } from "../nixos-ssh/build.ts";
import { evaluate } from "../nixos-ssh/evaluate.ts";
import { realOutside, type Outside } from "../nixos-ssh/setup.ts";
import {
  activate,
  certify,
  copy,
  notByPull,
  notInSeconds,
  provision,
  rollBack,
  verify,
  type PullSetup,
} from "./phases.ts";
import type { ReadReports } from "./reports.ts";

/** What pulling needs of the worker. */
export interface PullOptions {
  /** Folder for links that keep built systems, and for what is remembered of each deployment. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly readReports: ReadReports;
  /** What tests put in the place of Nix and HTTP. */
  readonly outside?: Partial<Outside>;
}

/** Makes the orchestrator whose machines fetch their configuration. */
export function createPull({ folder, env, readReports, outside }: PullOptions): Orchestrator {
  const setup: PullSetup = { folder, keyFile: "", env, readReports, outside: { ...realOutside, ...outside } };
  const granted = grantedWith(setup);
  return {
    id: "pull",
    titleKey: "orchestrators.pull",
    installs: true,
    capabilities: { preview: "nobody", rollBack: "adapter", remove: "nobody", observe: "itself", machinesPull: true },
    provision: granted(provision),
    evaluate: (context) => evaluate(setup, context),
    build: (context) => build(setup, context),
    copy: granted(copy),
    activate: granted(activate),
    certify,
    verify: (context) => verify(setup, context),
    rollBack: granted(rollBack),
    applySettings: granted(notInSeconds),
    backUp: granted(notByPull),
    erase: granted(notByPull),
  };
}
