import { openStore, prepareDatabase, system } from "@allotment/store";
import { publishedKeys } from "./published-keys.ts";

/** What whoever starts Allotment needs to know. */
export interface Migrated {
  /** Opens the page for the provider's first account; null once there is one. */
  readonly setupToken: string | null;
}

/**
 * Makes the data folder ready before anything else starts: migrates the database (copied before), makes the worker's key
 * and publishes what others seal to, and makes the one-time link while nobody has an account.
 *
 * @throws StoreUnavailable, or Error with a sentence for people.
 */
export async function migrate(dataFolder: string): Promise<Migrated> {
  prepareDatabase(dataFolder);
  const store = openStore({ folder: dataFolder, durable: true });
  try {
    await publishedKeys(store, system, dataFolder);
    await store.users.discardUnfinished(system, {});
    const invitation = await store.invitations.ensureSetup(system, {});
    return { setupToken: invitation?.token ?? null };
  } finally {
    store.close();
  }
}
