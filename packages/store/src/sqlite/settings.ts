import { eq } from "drizzle-orm";
import type { SettingRepository } from "../repositories/settings.ts";
import { done } from "../result.ts";
import { setting } from "../schema/index.ts";
import { type Context, read, write } from "./context.ts";

/** The repository of settings over SQLite. */
export function settingRepository(context: Context): SettingRepository {
  return {
    get: (_actor, { key }) =>
      read(context, (db) => db.select().from(setting).where(eq(setting.key, key)).get()?.value ?? null),
    async set(actor, { key, value }) {
      if (actor.kind === "user") throw new Error("people do not change the settings of the installation");
      const row = { key, value, updatedAt: context.now() };
      await write(context, (db) =>
        done(db.insert(setting).values(row).onConflictDoUpdate({ target: setting.key, set: row }).run()),
      );
    },
  };
}
