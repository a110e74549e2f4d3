import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { identityFileName } from "@allotment/secrets";
import { openStore, system } from "@allotment/store";
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
