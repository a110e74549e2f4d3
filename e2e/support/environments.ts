import type { Environment } from "@allotment/model";
import { expect } from "@playwright/test";
import { hostKey } from "./host-key.ts";
import type { Person } from "./people.ts";

/** A port of this machine on which nothing listens: what is asked there is refused at once. */
const nothing = { address: "127.0.0.1", port: 1 };

/** Makes an environment `real` whose machine and mail relay do not answer. @returns errands that found that out */
export async function declareUnreachable({
  api,
}: Person): Promise<{ readonly scan: string; readonly machineTest: string }> {
  const machine = { machine: "oak", ...nothing };
  const hostPublicKey = hostKey();
  const document: Environment = {
    schemaVersion: 1,
    name: "Real machines",
    orchestrator: "nixos-ssh",
    nixosRelease: "26.05",
    offers: {
      machine: {
        oak: {
          placement: "dedicated",
          system: "x86_64-linux",
          cpuCores: 4,
          memoryMiB: 8192,
          diskGiB: 160,
          ipv4: nothing.address,
          hostPublicKey,
          ssh: { port: nothing.port },
          hardware: { preset: "existing" },
        },
      },
      smtp: { relay: { host: "relay.localhost", port: nothing.port, security: "starttls" } },
    },
    policy: { placement: "machine-per-application" },
  };
  const { id: environmentId } = await api.environment.create.mutate({
    slug: "real",
    source: { document: { ...document } },
  });
  const scan = await api.errand.scanMachine.mutate({ environmentId, ...machine });
  const machineTest = await api.errand.testMachine.mutate({ environmentId, ...machine, hostPublicKey });
  for (const { errandId } of [scan, machineTest]) {
    const state = async () => (await api.errand.get.query({ errandId })).state;
    await expect.poll(state, { timeout: 30_000 }).toBe("done");
  }
  return { scan: scan.errandId, machineTest: machineTest.errandId };
}
