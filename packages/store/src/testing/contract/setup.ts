import type { Store } from "../../store.ts";
import { type TestClock, testClock } from "../clock.ts";
import { createSampleData, type SampleData } from "../sample-data.ts";

/** How a suite gets an empty store, and lets it go. */
export interface StoreSetup {
  readonly open: (clock: () => Date) => Promise<Store>;
  readonly close: (store: Store) => Promise<void>;
  /** Everything that the store holds, as text: to see whether something changed. */
  readonly dump: (store: Store) => string;
}

/** A store with sample data and a clock, for one test. */
export interface Scene extends SampleData {
  readonly store: Store;
  readonly clock: TestClock;
}

/** Runs one test with a store of its own, closed afterwards. */
export function withStore(setup: StoreSetup, work: (scene: Scene) => Promise<void>): () => Promise<void> {
  return async () => {
    const clock = testClock();
    const store = await setup.open(clock.now);
    try {
      await work({ store, clock, ...(await createSampleData(store)) });
    } finally {
      await setup.close(store);
    }
  };
}
