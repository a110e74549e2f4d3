import { workerKeys, workerSshKey, type WorkerKeys } from "@allotment/secrets";
import type { Store, SystemActor, WorkerActor } from "@allotment/store";

/**
 * The worker's keys, once what others seal to is published. Keys that do not fit what is published are refused: whoever
 * put back a data folder without its key has to hear of it before anything is sealed anew.
 *
 * @throws Error with a sentence for people
 */
export async function publishedKeys(
  store: Store,
  actor: WorkerActor | SystemActor,
  dataFolder: string,
): Promise<WorkerKeys> {
  const known = await store.settings.get(actor, { key: "worker-recipient" });
  const keys = await workerKeys(dataFolder, known);
  if (known === null) await store.settings.set(actor, { key: "worker-recipient", value: keys.recipient });
  // This one may be made anew: machines learn of it by the next plan, and their administrators can let it in by hand.
  const { publicKey } = await workerSshKey(dataFolder);
  const published = await store.settings.get(actor, { key: "worker-ssh-key" });
  if (published !== publicKey) await store.settings.set(actor, { key: "worker-ssh-key", value: publicKey });
  return keys;
}
