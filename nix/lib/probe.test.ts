/** Probes of applications that keep their jobs in Redis, by stand-ins for redis-cli and psql that answer from a table. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const now = Math.floor(Date.now() / 1000);

/** What the stand-in answers: questions to Redis by their words, and what psql ends with. */
interface Answers {
  readonly redis: Readonly<Record<string, string>> | "dead";
  readonly ssl?: string;
  readonly psql?: { readonly exit: number; readonly says: string };
}

/** As libpq does: without a list of authorities it trusts none. */
const rootCertificate = `case $PGSSLMODE in verify-*) [ -n "$PGSSLROOTCERT" ] || { echo 'no root certificate' >&2; exit 2; } ;; esac`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "allotment-probe-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function standIn(name: string, script: string) {
  writeFileSync(path.join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(path.join(folder, name), 0o755);
}

function probe(application: string, { redis, psql = { exit: 0, says: "1" }, ssl = "require" }: Answers): string[] {
  const cases = Object.entries(redis === "dead" ? {} : redis).map(
    ([question, answer]) => `'${question}') printf '%s\\n' '${answer}' ;;`,
  );
  // After `-e --raw -s SOCKET`.
  const asked = `shift 4\ncase "$*" in ${cases.join(" ")} *) echo "" ;; esac`;
  standIn("redis-cli", redis === "dead" ? "echo 'Could not connect' >&2; exit 1" : asked);
  standIn(
    "psql",
    `[ "$PGPASSWORD" = sesame ] || exit 9\n${rootCertificate}\necho '${psql.says}' >&2\nexit ${psql.exit}`,
  );
  writeFileSync(path.join(folder, "password"), "sesame\n");
  const env = {
    PATH: `${folder}:${process.env["PATH"]}`,
    PROBE_LIBRARY: fileOf("probe.sh"),
    PROBE_DATABASE_HOST: "db.example",
    PROBE_DATABASE_PORT: "5432",
    PROBE_DATABASE_NAME: "social",
    PROBE_DATABASE_USER: "social",
    PROBE_DATABASE_SSL: ssl,
    PROBE_DATABASE_PASSWORD_FILE: path.join(folder, "password"),
    PROBE_DATABASE_AS: "",
    PROBE_REDIS_SOCKET: "/run/redis/redis.sock",
    PROBE_HOST: "videos.example",
  };
  const ended = spawnSync("sh", [fileOf(`../applications/${application}/probe.sh`)], { env, encoding: "utf8" });
  return ended.stdout.trimEnd().split("\n");
}

/** A job as Sidekiq keeps it, put into its queue so many seconds ago. */
const job = (seconds: number, jid = "abc") =>
  `{"retry":8,"queue":"default","jid":"${jid}","created_at":${now - seconds}.25,"enqueued_at":${now - seconds}.5}`;
const alive = { "SMEMBERS processes": "web:1:aa\nweb:2:bb", "HGET web:2:bb beat": `${now - 5}.123` };
const queues = { "SMEMBERS queues": "default\npull" };

describe("the probe of Mastodon", () => {
  test("is content with a database that answers and queues that move", () => {
    const answers = { ...alive, ...queues, "LINDEX queue:default -1": job(12) };
    const [database, jobs] = probe("mastodon", { redis: answers });
    expect(database).toMatch(/^check=database ok \d The database answers\.$/);
    expect(jobs).toMatch(/^check=jobs ok 1\d The oldest job waits for 1\d seconds\.$/);
  });

  test("names the queue that stands still, and lets the slow ones take their time", () => {
    const late = { ...alive, ...queues, "LINDEX queue:default -1": job(4000), "LINDEX queue:pull -1": job(5000) };
    expect(probe("mastodon", { redis: late })[1]).toMatch(
      /^check=jobs wrong 40\d\d The oldest job in the queue default waits for 40\d\d seconds\.$/,
    );
    const slow = { ...alive, ...queues, "LINDEX queue:pull -1": job(5000) };
    expect(probe("mastodon", { redis: slow })[1]).toMatch(/^check=jobs ok 50\d\d /);
  });

  test("reads times in milliseconds too, as newer versions of Sidekiq write them", () => {
    const put = `{"queue":"default","enqueued_at":${(now - 2000) * 1000}}`;
    const answers = { ...alive, ...queues, "LINDEX queue:default -1": put };
    expect(probe("mastodon", { redis: answers })[1]).toMatch(/^check=jobs wrong 20\d\d /);
  });

  test("says that nobody works, also while nothing waits, and when the last heartbeat is long ago", () => {
    expect(probe("mastodon", { redis: queues })[1]).toBe("check=jobs wrong 0 No process works the queues.");
    const silent = { ...queues, ...alive, "HGET web:2:bb beat": `${now - 600}.5` };
    expect(probe("mastodon", { redis: silent })[1]).toBe("check=jobs wrong 0 No process works the queues.");
  });

  test("says which of database and Redis is dead, and no password", () => {
    const psql = { exit: 2, says: "FATAL:  the database system is shutting down" };
    const lines = probe("mastodon", { redis: "dead", psql });
    expect(lines).toEqual([
      expect.stringMatching(/^check=database wrong 0 The database does not answer: FATAL: {2}the database system is/),
      "check=jobs wrong 0 Redis does not answer, in which the queues are.",
    ]);
    expect(lines.join()).not.toContain("sesame");
  });
});

test("a database elsewhere is asked with the authorities that machines trust", () => {
  expect(probe("mastodon", { redis: {}, ssl: "verify-full" })[0]).toMatch(/^check=database ok /);
});

describe("the probe of PeerTube", () => {
  const waiting = (queue: string, seconds: number) => ({
    PING: "PONG",
    [`LINDEX bull-videos.example:${queue}:wait -1`]: "17",
    [`HGET bull-videos.example:${queue}:17 timestamp`]: String((now - seconds) * 1000),
  });

  test("tells mail that waits from jobs that wait", () => {
    const lines = probe("peertube", { redis: waiting("email", 4000) });
    expect(lines[1]).toBe("check=jobs ok 0 The oldest job waits for 0 seconds.");
    expect(lines[2]).toMatch(/^check=mail wrong 40\d\d The oldest job in the queue email waits for 40\d\d seconds\.$/);
  });

  test("lets videos wait", () => {
    expect(probe("peertube", { redis: waiting("video-transcoding", 90_000) })[1]).toMatch(/^check=jobs ok 0 /);
  });

  test("says that Redis is dead, and that nothing is known of mail then", () => {
    expect(probe("peertube", { redis: "dead" }).slice(1)).toEqual([
      "check=jobs wrong 0 Redis does not answer, in which the queues are.",
      "check=mail unknown 0 Redis does not answer, in which mail waits.",
    ]);
  });
});
