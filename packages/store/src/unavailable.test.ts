import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "./open.ts";
import { prepareDatabase } from "./prepare.ts";
import { connectionOf } from "./sqlite/create-store.ts";
import { connect, databaseFileName } from "./sqlite/files.ts";
import type { Store } from "./store.ts";
import { sampleConfiguration } from "./testing/documents.ts";
import { createDeployment, createSampleData, deploymentOf, type SampleData } from "./testing/sample-data.ts";

let folder = "";
let store: Store;
let data: SampleData;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "allotment-trouble-"));
  prepareDatabase(folder);
  store = openStore({ folder, busyTimeoutMilliseconds: 20 });
  data = await createSampleData(store);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function choir() {
  const place = { operatorId: data.choir.operator.id, environmentId: data.environment.id, slug: "choir" };
  return (await createDeployment(store, data.choir.actor, place)).deployment;
}

describe("trouble with the database", () => {
  it("a full disk loses nothing that was there, and writing goes on when there is space again", async () => {
    const before = await choir();
    const db = connectionOf(store);
    const { page_count: pages } = db.get<{ page_count: number }>(sql`PRAGMA page_count`);
    db.get(sql`PRAGMA max_page_count = ${sql.raw(String(pages))}`);
    const document = sampleConfiguration("x".repeat(1_000_000));
    const save = { deploymentId: before.id, basedOnEtag: before.draft.etag, document };
    const full = { name: "StoreUnavailable", reason: "disk-full", sentence: "store.disk-full" };
    await expect(store.deployments.saveDraft(data.choir.actor, save)).rejects.toMatchObject(full);
    expect(await deploymentOf(store, before.id)).toEqual(before);
    db.get(sql`PRAGMA max_page_count = 1000000`);
    expect((await store.deployments.saveDraft(data.choir.actor, save)).ok).toBe(true);
  });

  it("a locked database says so, can still be read, and goes on afterwards", async () => {
    const { id: deploymentId, draft } = await choir();
    const other = connect(path.join(folder, databaseFileName), {});
    other.exec("BEGIN EXCLUSIVE");
    const save = { deploymentId, basedOnEtag: draft.etag, document: sampleConfiguration("New") };
    const locked = { name: "StoreUnavailable", reason: "locked" };
    await expect(store.deployments.saveDraft(data.choir.actor, save)).rejects.toMatchObject(locked);
    expect((await deploymentOf(store, deploymentId)).draft.etag).toBe(draft.etag);
    other.exec("ROLLBACK");
    other.close();
    expect((await store.deployments.saveDraft(data.choir.actor, save)).ok).toBe(true);
  });

  it("a store that was opened for reading refuses to write", async () => {
    const { id: deploymentId } = await choir();
    const reader = openStore({ folder, readOnly: true });
    expect((await deploymentOf(reader, deploymentId)).slug).toBe("choir");
    const rename = reader.deployments.rename(data.choir.actor, { deploymentId, title: "New" });
    await expect(rename).rejects.toMatchObject({ reason: "read-only" });
    reader.close();
  });

  it("an audit log that somebody edited is found out", async () => {
    await choir();
    connectionOf(store).run(sql`DROP TRIGGER audit_event_not_updated`);
    connectionOf(store).run(sql`UPDATE audit_event SET user_id = 'nobody' WHERE number = 3`);
    expect(await store.audit.verify(data.provider, {})).toEqual({ intact: false, brokenAt: 3 });
  });
});
