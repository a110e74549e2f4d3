import { sentence } from "@allotment/model";
import { system, type Store } from "@allotment/store";
import { knownOrchestrators } from "../environment/orchestrators.ts";
import { signedIn } from "../trpc.ts";
import { isRunning } from "./worker-running.ts";

/** The installation as everybody who is signed in may know it; what providers alone may know is null for others. */
export interface InstallationView {
  readonly publicUrl: string;
  /** Whether the worker has shown itself lately. Without it nothing is installed; requests wait. */
  readonly workerRunning: boolean;
  /** Null before its first start. */
  readonly workerSeenAt: string | null;
  readonly provider: ProviderFacts | null;
}

/** What providers know of the installation besides. */
export interface ProviderFacts {
  /** `ssh-ed25519 AAAA… allotment-worker`: to be let in on machines; null before the worker's first start. */
  readonly workerKey: string | null;
  /** What an environment can name; empty before the worker's first start. */
  readonly orchestrators: readonly { readonly id: string; readonly title: string; readonly installs: boolean }[];
}

/** Where the panel is, whether the worker runs, and for providers by which key and with what it reaches machines. */
export const get = signedIn.query(async ({ ctx: { store, settings, actor } }): Promise<InstallationView> => {
  const workerSeenAt = await store.settings.get(system, { key: "worker-seen" });
  return {
    publicUrl: settings.publicUrl,
    workerRunning: isRunning(workerSeenAt),
    workerSeenAt,
    provider: actor.role === "provider" ? await providerFacts(store) : null,
  };
});

async function providerFacts(store: Store): Promise<ProviderFacts> {
  const known = (await knownOrchestrators(store)) ?? [];
  return {
    workerKey: await store.settings.get(system, { key: "worker-ssh-key" }),
    orchestrators: known.map(({ id, titleKey, installs }) => ({ id, title: sentence(titleKey), installs })),
  };
}
