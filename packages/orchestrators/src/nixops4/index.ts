/**
 * Deployment by NixOps4: `nixops4 apply <deployment>.<machine>`, with the tree as current directory, copies a machine's
 * system and switches to it. What NixOps4 does not have is done beside it, by the same parts as in deployment over SSH:
 *
 *   plan       it has none; the plan is Allotment's own, and Nix evaluates and builds before NixOps4 is called
 *   fencing    it has none; the machine's own program is shown the number before each apply
 *   roll back  it has none; the machine's own program activates the generation from before
 *   refresh    it has none; the machine is asked what it runs
 *   delete     it has none; the machine's own program erases what a removed deployment had
 *
 * A switch is not watched on the machine: if it breaks the network, nobody puts the old system back by itself.
 */
import { grantedWith } from "../granted.ts";
import type { Orchestrator } from "../orchestrator.ts";
import { applySettings } from "../nixos-ssh/apply-settings.ts";
import { backUp } from "../nixos-ssh/back-up.ts";
import { build } from "../nixos-ssh/build.ts";
import { certify } from "../nixos-ssh/certify.ts";
import { copy } from "../nixos-ssh/copy.ts";
import { erase } from "../nixos-ssh/erase.ts";
import { evaluate } from "../nixos-ssh/evaluate.ts";
import type { NixosSshOptions } from "../nixos-ssh/index.ts";
import { realOutside, type Setup } from "../nixos-ssh/setup.ts";
import { verify } from "../nixos-ssh/verify.ts";
import { activate, isSwitched } from "./activate.ts";
import { provisionMachines } from "./before.ts";
import { rollBack } from "./roll-back.ts";
import { stateFolder } from "./state-folder.ts";

/** Makes the orchestrator that has NixOps4 deploy. ALLOTMENT_NIXOPS4 names the program where it is not on PATH. */
export function createNixops4({ folder, keyFile, env, outside }: NixosSshOptions): Orchestrator {
  const setup: Setup = { folder, keyFile, env, outside: { ...realOutside, ...outside } };
  const granted = grantedWith(setup);
  return {
    id: "nixops4",
    titleKey: "orchestrators.nixops4",
    installs: true,
    capabilities: {
      preview: "nobody",
      rollBack: "adapter",
      remove: "adapter",
      observe: "adapter",
      machinesPull: false,
    },
    provision: granted(provisionMachines),
    evaluate: async (context) => {
      await stateFolder(setup, context);
      return evaluate(setup, context);
    },
    build: (context) => build(setup, context),
    copy: granted(copy),
    activate: granted(activate),
    certify: (context) => certify(setup, context),
    verify: (context) => verify(setup, context, (machine, facts) => isSwitched(context, machine, facts)),
    rollBack: granted(rollBack),
    backUp: granted(backUp),
    erase: granted(erase),
    applySettings: granted(applySettings),
  };
}
