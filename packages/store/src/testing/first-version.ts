import type { Database } from "better-sqlite3";

/** Rows by table, of the tables that hold any when `fillFirstVersion` was used. */
export function countRows(sqlite: Database): Record<string, number> {
  const counts = Object.keys(firstVersionRows).map((table) => {
    const row = sqlite.prepare(`SELECT count(*) AS rows FROM "${table}"`).get() as { rows: number };
    return [table, row.rows] as const;
  });
  return Object.fromEntries(counts);
}

const at = "2026-11-20T12:00:00.000Z";
const json = "{}";

/** A row for each table that a deployment has to do with, in the columns of the first migration. */
const firstVersionRows: Readonly<Record<string, Readonly<Record<string, string | number | Buffer | null>>>> = {
  operator: { id: "o", name: "Choir", created_at: at },
  environment: {
    id: "e",
    slug: "practice",
    name: "Practice",
    description: "",
    orchestrator: "rehearsal",
    current_revision_id: "er",
    created_at: at,
  },
  environment_revision: {
    id: "er",
    environment_id: "e",
    number: 1,
    document: json,
    digest: "d",
    message: "",
    created_at: at,
  },
  deployment: {
    id: "d",
    slug: "choir",
    title: "Choir",
    operator_id: "o",
    environment_id: "e",
    draft: json,
    draft_etag: "1",
    draft_updated_at: at,
    desired: "running",
    created_at: at,
  },
  configuration_revision: {
    id: "r",
    deployment_id: "d",
    number: 1,
    document: json,
    digest: "d",
    versions: json,
    message: "",
    created_at: at,
  },
  description: { digest: "dd", document: json, created_at: at },
  plan: {
    id: "p",
    deployment_id: "d",
    document: json,
    digest: "pd",
    description_digest: "dd",
    configuration_revision_id: "r",
    environment_revision_id: "er",
    catalogue_digest: "c",
    created_at: at,
  },
  domain: {
    host: "choir.example",
    kinds: "[]",
    deployment_id: "d",
    instance: "hello",
    practice: 1,
    created_at: at,
  },
  run: {
    id: "run",
    deployment_id: "d",
    plan_id: "p",
    kind: "deploy",
    state: "succeeded",
    since: at,
    attempts: 0,
    fencing: 1,
    reason: "",
    started_at: at,
    finished_at: at,
    evaluation: "parsed",
  },
  run_event: { run_id: "run", number: 1, at, type: "state", payload: json },
  machine_claim: { environment_id: "e", machine: "m1", deployment_id: "d", run_id: "run", since: at },
  secret: { id: "s", deployment_id: "d", name: "a/b", kind: "generated", ciphertext: Buffer.of(1), created_at: at },
  secret_file: {
    deployment_id: "d",
    file: "a/b.age",
    recipients_digest: "rd",
    fingerprint: "f",
    ciphertext: Buffer.of(1),
    created_at: at,
  },
};

/** Fills a database that only has the first migration. */
export function fillFirstVersion(sqlite: Database): void {
  for (const [table, row] of Object.entries(firstVersionRows)) {
    const columns = Object.keys(row);
    const marks = columns.map((column) => `@${column}`).join(", ");
    sqlite.prepare(`INSERT INTO "${table}" (${columns.join(", ")}) VALUES (${marks})`).run(row);
  }
}
