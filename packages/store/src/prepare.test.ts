import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "./open.ts";
import { prepareDatabase } from "./prepare.ts";
import { connect, databaseFileName } from "./sqlite/files.ts";
import { readMigrations } from "./sqlite/migrations.ts";
import { countRows, fillFirstVersion } from "./testing/first-version.ts";

const all = readMigrations();
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "allotment-prepare-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A filled database as the first migrations left it. @returns its rows by table */
function firstVersion(steps = 1): Record<string, number> {
  prepareDatabase(folder, { migrations: all.slice(0, steps) });
  const sqlite = connect(path.join(folder, databaseFileName), {});
  fillFirstVersion(sqlite);
  const rows = countRows(sqlite);
  sqlite.close();
  return rows;
}

function rowsNow(file = path.join(folder, databaseFileName)): Record<string, number> {
  const sqlite = connect(file, {});
  const rows = countRows(sqlite);
  sqlite.close();
  return rows;
}

describe("preparing the database", () => {
  it("makes folder and database, and does nothing the second time", () => {
    const data = path.join(folder, "new", "data");
    expect(prepareDatabase(data)).toMatchObject({ applied: all.map(({ name }) => name), copy: null });
    expect(statSync(data).mode & 0o777).toBe(0o700);
    expect(prepareDatabase(data)).toMatchObject({ applied: [], copy: null });
    openStore({ folder: data }).close();
  });

  it("keeps every row of a filled database when tables are rebuilt, and a copy from before", () => {
    const before = firstVersion();
    expect(Object.values(before).every((rows) => rows > 0)).toBe(true);
    const { applied, copy } = prepareDatabase(folder);
    expect(applied).toEqual(all.slice(1).map(({ name }) => name));
    expect(rowsNow()).toEqual(before);
    expect(rowsNow(copy ?? "")).toEqual(before);
  });

  it.each(all.slice(1).map(({ name }, index) => ({ name, steps: index + 1 })))(
    "keeps every row of a filled database that lacks $name and what came after it",
    ({ steps }) => {
      const before = firstVersion(steps);
      expect(prepareDatabase(folder).applied).toEqual(all.slice(steps).map(({ name }) => name));
      expect(rowsNow()).toEqual(before);
    },
  );

  it("takes generated secrets from before there were numbers for the first ones", () => {
    firstVersion();
    prepareDatabase(folder);
    const sqlite = connect(path.join(folder, databaseFileName), {});
    const secrets = sqlite.prepare("SELECT id, number, ciphertext FROM secret").all();
    sqlite.close();
    expect(secrets).toEqual([{ id: "s", number: 1, ciphertext: Buffer.of(1) }]);
  });

  it("changes nothing when a step would leave rows that refer to nothing", () => {
    const before = firstVersion();
    const last = all.at(-1);
    const bad = { name: "bad", statements: ["DELETE FROM deployment"], hash: "bad", when: (last?.when ?? 0) + 1 };
    expect(() => prepareDatabase(folder, { migrations: [...all, bad] })).toThrow("refer to nothing");
    expect(rowsNow()).toEqual(before);
    expect(prepareDatabase(folder).applied).toHaveLength(all.length - 1);
  });

  it("takes database and copies from others' eyes where the folder is open to them", () => {
    const umask = process.umask(0);
    try {
      chmodSync(folder, 0o755);
      const modeOf = (file: string) => statSync(file).mode & 0o777;
      const file = path.join(folder, databaseFileName);
      prepareDatabase(folder, { migrations: all.slice(0, 1) });
      expect(modeOf(file)).toBe(0o600);
      chmodSync(file, 0o644);
      const open = connect(file, {});
      fillFirstVersion(open);
      for (const beside of [`${file}-wal`, `${file}-shm`]) chmodSync(beside, 0o644);
      const { copy } = prepareDatabase(folder);
      expect([file, `${file}-wal`, `${file}-shm`, copy ?? ""].map(modeOf)).toEqual([0o600, 0o600, 0o600, 0o600]);
      open.close();
    } finally {
      process.umask(umask);
    }
  });

  it("keeps the newest five copies", () => {
    firstVersion();
    const copies = path.join(folder, "copies");
    for (let minute = 10; minute < 18; minute += 1) {
      const bad = { name: "bad", statements: ["no SQL"], hash: "bad", when: Number.MAX_SAFE_INTEGER };
      const clock = () => new Date(`2026-11-20T12:${minute}:00Z`);
      expect(() => prepareDatabase(folder, { clock, migrations: [...all, bad] })).toThrow("syntax error");
    }
    expect(readdirSync(copies).map((name) => name.slice(14, 16))).toEqual(["13", "14", "15", "16", "17"]);
  });

  it("refuses a database of a newer version, one of another variant, and one that was not prepared", () => {
    firstVersion();
    expect(() => openStore({ folder })).toThrow(expect.objectContaining({ reason: "not-prepared" }));
    prepareDatabase(folder);
    const older = { migrations: all.slice(0, 1) };
    expect(() => prepareDatabase(folder, older)).toThrow(expect.objectContaining({ reason: "newer" }));
    const edited = all.map((step, index) => (index === 0 ? { ...step, hash: "edited" } : step));
    const other = { migrations: edited };
    expect(() => prepareDatabase(folder, other)).toThrow(expect.objectContaining({ reason: "different" }));
  });

  it("says so when the folder cannot be one", () => {
    writeFileSync(path.join(folder, "file"), "");
    const under = path.join(folder, "file", "data");
    expect(() => prepareDatabase(under)).toThrow(expect.objectContaining({ reason: "unreadable" }));
  });

  it("refuses a file that is no database", () => {
    writeFileSync(
      path.join(folder, databaseFileName),
      "not a database, but long enough to look like a file".repeat(20),
    );
    expect(() => prepareDatabase(folder)).toThrow(expect.objectContaining({ reason: "damaged" }));
  });
});
