import { provider } from "../trpc.ts";
import { askErrand, type AskedErrand } from "./ask-errand.ts";
import { machineLogin } from "./inputs.ts";

/** Has the worker log in on a machine as a deployment would. Changes nothing there. */
export const testMachine = provider
  .input(machineLogin)
  .mutation(({ ctx: { store, actor }, input: { environmentId = null, ...input } }): Promise<AskedErrand> =>
    askErrand(store, actor, {
      kind: "machine-test",
      environmentId,
      deploymentId: null,
      subject: `machine/${input.machine}`,
      input,
    }),
  );
