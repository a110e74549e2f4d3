import { provider } from "../trpc.ts";
import { askErrand, type AskedErrand } from "./ask-errand.ts";
import { machineAddress } from "./inputs.ts";

/** Asks for a machine's host key, for a person to compare with what the machine itself says. */
export const scanMachine = provider
  .input(machineAddress)
  .mutation(({ ctx: { store, actor }, input: { environmentId = null, ...input } }): Promise<AskedErrand> =>
    askErrand(store, actor, {
      kind: "machine-scan",
      environmentId,
      deploymentId: null,
      subject: `machine/${input.machine}`,
      input,
    }),
  );
