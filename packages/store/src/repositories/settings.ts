import type { Actor } from "../actor.ts";
import type { SettingKey } from "../records.ts";

/** Settings of the installation. None of them is a secret. */
export interface SettingRepository {
  /** Null when not set yet. Everybody who is signed in may read them. */
  get(actor: Actor, params: Readonly<{ key: SettingKey }>): Promise<string | null>;
  /** Worker and system. @throws Error for people: no page offers it. */
  set(actor: Actor, params: Readonly<{ key: SettingKey; value: string }>): Promise<void>;
}
