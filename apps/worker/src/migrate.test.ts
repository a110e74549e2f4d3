import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { identityFileName } from "@allotment/secrets";
import { authDatabase, openStore, system } from "@allotment/store";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrate } from "./migrate.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "allotment-migrate-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function published(): Promise<string | null> {
  const store = openStore({ folder });
  try {
    return await store.settings.get(system, { key: "worker-recipient" });
  } finally {
    store.close();
  }
}

describe("making the data folder ready", () => {
  it("frees the user name of an account whose making was cut short, and nobody else's", async () => {
    const { setupToken } = await migrate(folder);
    const store = openStore({ folder });
    const { db, schema } = authDatabase(store);
    for (const id of ["cut-short", "pat"]) {
      db.insert(schema.user)
        .values({ id, name: id, username: id, email: `${id}@accounts.invalid` })
        .run();
    }
    const accepted = await store.invitations.accept(system, { token: setupToken ?? "", userId: "pat" });
    expect(accepted.ok).toBe(true);
    // As after being invited, and removed from the community later.
    db.update(schema.user).set({ role: "operator" }).run();
    await migrate(folder);
    expect((await store.users.list(system, {})).map(({ id }) => id)).toEqual(["pat"]);
    store.close();
  });

  it("stops when the key that secrets were sealed to is gone, and makes none in its place", async () => {
    await migrate(folder);
    const recipient = await published();
    await migrate(folder);
    rmSync(path.join(folder, identityFileName));
    await expect(migrate(folder)).rejects.toThrow("Put it back from the backup of the data folder");
    expect(await published()).toBe(recipient);
    expect(readdirSync(folder)).not.toContain(identityFileName);
  });
});
