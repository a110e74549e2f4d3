import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { system } from "./actor.ts";
import { openStore } from "./open.ts";
import { prepareDatabase } from "./prepare.ts";
import { connectionOf } from "./sqlite/create-store.ts";
import type { Store } from "./store.ts";
import { testStore } from "./testing/contract.ts";
import { createDeployment, createSampleData, requestRun, worker } from "./testing/sample-data.ts";

const root = mkdtempSync(path.join(tmpdir(), "allotment-store-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function dump(store: Store): string {
  const db = connectionOf(store);
  const tables = db.all<{ name: string }>(sql`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`);
  return JSON.stringify(tables.map(({ name }) => db.all(sql`SELECT * FROM ${sql.identifier(name)}`)));
}

async function close(store: Store): Promise<void> {
  store.close();
}

testStore("SQLite in memory", {
  open: async (clock) =>
    openStore({
      memory: true,
      clock,
    }),
  close,
  dump,
});

testStore("SQLite in a file", {
  async open(clock) {
    const folder = mkdtempSync(path.join(root, "data-"));
    prepareDatabase(folder);
    return openStore({
      folder,
      clock,
    });
  },
  close,
  dump,
});

describe("a request whose plan is gone", () => {
  it("is refused once, and not asked again for ever", async () => {
    const store = openStore({ memory: true });
    const data = await createSampleData(store);
    const place = { operatorId: data.choir.operator.id, environmentId: data.environment.id, slug: "choir" };
    const { plan } = await createDeployment(store, data.choir.actor, place);
    const { id: intentId } = await requestRun(store, data.choir.actor, plan.id);
    connectionOf(store).run(sql`UPDATE intent SET plan_id = NULL`);
    const started = await store.runs.start(worker, { intentId });
    expect(started).toEqual({ ok: false, conflict: { code: "not-found" } });
    expect(await store.intents.pending(worker, { limit: 10 })).toEqual([]);
    store.close();
  });
});

describe("a durable connection", () => {
  it("waits until the disk has what was written", () => {
    const synchronousOf = (durable: boolean) => {
      const store = openStore({ memory: true, durable });
      const [row] = connectionOf(store).all<{ synchronous: number }>(sql`PRAGMA synchronous`);
      store.close();
      return row?.synchronous;
    };
    expect([synchronousOf(true), synchronousOf(false)]).toEqual([2, 1]);
  });
});

describe("the audit log in the database", () => {
  it("can be added to, and not changed or shortened, by whatever program", async () => {
    const store = openStore({ memory: true });
    await store.invitations.ensureSetup(system, {});
    const db = connectionOf(store);
    const rows = () => db.all(sql`SELECT * FROM audit_event`);
    const before = rows();
    expect(before).toHaveLength(1);
    for (const change of [sql`UPDATE audit_event SET action = 'other'`, sql`DELETE FROM audit_event`]) {
      expect(() => db.run(change)).toThrow("Failed to run the query");
    }
    expect(rows()).toEqual(before);
    store.close();
  });
});
