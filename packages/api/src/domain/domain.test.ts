import type { NameFinding, WorkerActor } from "@allotment/store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deploymentWith, firstProvider, operatorWith, problemFrom, requestRun, testApi } from "../testing/index.ts";
import type { TestApi, TestPerson } from "../testing/index.ts";

const worker: WorkerActor = { kind: "worker", workerId: "test" };
const host = "photos.choir.example";
const address = "192.0.2.10";

describe("names of a deployment", () => {
  let api: TestApi;
  let choir: TestPerson & { readonly operatorId: string };
  let deploymentId: string;

  beforeAll(async () => {
    api = await testApi();
    const provider = await firstProvider(api);
    choir = await operatorWith(api, provider, { operator: "Choir", username: "carla" });
    deploymentId = await deploymentWith(choir, "choir", host);
  });
  afterAll(() => api.close());

  const found = (record: string, needed: string | null, finding: Partial<NameFinding>) => ({
    record,
    needed,
    outcome: "missing" as const,
    seen: [],
    servers: [],
    oldUntil: null,
    ...finding,
  });
  const keep = (...looks: ReturnType<typeof found>[]) => api.store.names.keep(worker, { deploymentId, looks });
  const list = () => choir.caller.domain.list({ deploymentId });
  const note = () => choir.caller.domain.note({ deploymentId });

  test("are empty before the first plan, and nobody looks for nothing", async () => {
    expect(await list()).toMatchObject({ planId: null, hosts: [], needed: 0 });
    expect(await note()).toBeNull();
    expect((await problemFrom(choir.caller.domain.look({ deploymentId }))).code).toBe("not-found");
  });

  test("are said with what each host is, and what it needs", async () => {
    await requestRun(choir, deploymentId);
    const { hosts, advised, needed, right, lookedAt } = await list();
    expect(hosts).toMatchObject([
      {
        host,
        roles: [`Handles end in @${host}.`, `The site is at ${host}.`],
        permanent: false,
        records: [{ type: "A", value: address, look: null }, { type: "AAAA" }],
      },
    ]);
    expect(advised.map(({ purpose }) => purpose)).toEqual(["spf", "dmarc", "reverse"]);
    expect([needed, right, lookedAt]).toEqual([2, 0, null]);
  });

  test("say what was found, but not of what is needed no longer", async () => {
    await keep(
      found(`address/${host}/A`, address, { outcome: "elsewhere", seen: ["192.0.2.77"] }),
      found(`address/${host}/AAAA`, "2001:db8::99", { outcome: "right" }),
    );
    const { hosts, right } = await list();
    expect(hosts[0]?.records.map(({ look }) => look?.text)).toEqual([
      "Something else stands there: 192.0.2.77.",
      undefined,
    ]);
    expect(right).toBe(0);
  });

  test("become a note with what is open, aligned, and nothing that others have to do", async () => {
    const first = await note();
    expect(first?.subject).toBe("DNS records for choir");
    expect(first?.body).toMatch(/^ {4}Name {19}Type {2}Value\n {4}photos\.choir\.example\. {2}A {5}192\.0\.2\.10$/m);
    expect(first?.body).toContain("v=spf1 a:");
    expect(first?.body).not.toContain("PTR");
    await keep(found(`address/${host}/A`, address, { outcome: "right" }));
    expect((await note())?.body).not.toContain("192.0.2.10");
  });

  test("are looked at by the worker, for those who may", async () => {
    const { errandId } = await choir.caller.domain.look({ deploymentId });
    const taken = await api.store.errands.take(worker, { limit: 5 });
    const { planId } = await list();
    expect(taken.find(({ id }) => id === errandId)).toMatchObject({ kind: "names-check", input: { planId } });
  });
});
