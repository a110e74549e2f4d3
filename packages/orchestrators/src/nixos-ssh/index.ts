/**
 * Deployment over SSH: Nix evaluates and builds where the worker is (or on Nix's remote builders), copies each machine's
 * system to it, and the machine's own program – nix/host/activation/allotment-host.sh – switches, detached from every
 * connection, and goes back by itself unless a new connection confirms. So losing the worker, the connection or the network
 * half way leaves each machine on a system that works, and whoever comes next asks the machine what is true.
 *
 * Nothing that is not pinned is trusted: a machine has exactly the host key of its description. The fencing number of the
 * run's lease is kept on the machine, which refuses a smaller one than it has seen.
 */
import { grantedWith } from "../granted.ts";
import type { Orchestrator } from "../orchestrator.ts";
import { activate } from "./activate.ts";
import { applySettings } from "./apply-settings.ts";
import { backUp } from "./back-up.ts";
import { build } from "./build.ts";
import { certify } from "./certify.ts";
import { copy } from "./copy.ts";
import { erase } from "./erase.ts";
import { evaluate } from "./evaluate.ts";
import { provision } from "./provision.ts";
import { rollBack } from "./roll-back.ts";
import { realOutside, type Outside, type Setup } from "./setup.ts";
import { verify } from "./verify.ts";

/** What deploying over SSH needs of the worker. */
export interface NixosSshOptions {
  /** Folder for links that keep deployed systems in the worker's store. */
  readonly folder: string;
  /** Private key that machines let in. */
  readonly keyFile: string;
  /** ALLOTMENT_NIX, PATH, NIXPKGS, ALLOTMENT_LIBRARY, ALLOTMENT_BUILDERS, ALLOTMENT_SUBSTITUTE. */
  readonly env: NodeJS.ProcessEnv;
  /** What tests put in the place of ssh, Nix and HTTP. */
  readonly outside?: Partial<Outside>;
}

/** Makes the orchestrator that deploys over SSH. */
export function createNixosSsh({ folder, keyFile, env, outside }: NixosSshOptions): Orchestrator {
  const setup: Setup = { folder, keyFile, env, outside: { ...realOutside, ...outside } };
  const granted = grantedWith(setup);
  return {
    id: "nixos-ssh",
    titleKey: "orchestrators.nixos-ssh",
    installs: true,
    capabilities: { preview: "nobody", rollBack: "itself", remove: "itself", observe: "adapter", machinesPull: false },
    provision: granted(provision),
    evaluate: (context) => evaluate(setup, context),
    build: (context) => build(setup, context),
    copy: granted(copy),
    activate: granted(activate),
    certify: (context) => certify(setup, context),
    verify: (context) => verify(setup, context),
    rollBack: granted(rollBack),
    backUp: granted(backUp),
    erase: granted(erase),
    applySettings: granted(applySettings),
  };
}
