import { system } from "@allotment/store";
import { openedLook, worker } from "@allotment/store/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appRouter, type Caller } from "./router.ts";
import { everyCall, type Ids } from "./testing/every-call.ts";
import {
  deploy,
  deploymentWith,
  firstProvider,
  memberOf,
  operatorWith,
  practiceId,
  testApi,
  type TestApi,
  type TestPerson,
} from "./testing/index.ts";
import { valueOf } from "./errors/from-conflict.ts";
import { problemOf } from "./errors/problem.ts";

type Access = "anybody" | "signed-in" | "provider";

/** Names and access of all procedures, from the router itself. */
const procedures = Object.entries(appRouter._def.procedures as Readonly<Record<string, unknown>>).map(
  ([name, procedure]) => ({ name, access: accessOf(procedure) }),
);

function accessOf(procedure: unknown): Access | null {
  const { meta } = (procedure as { _def: { meta?: { access?: Access } } })._def;
  return meta?.access ?? null;
}

/** Everything that only the choir and its provider may know. */
const foreign = /choir|carla/i;

/** Queries that answer with an empty list, or with nothing, instead of a refusal. */
const emptyForStrangers: ReadonlySet<string> = new Set([
  "configuration.list",
  "deployment.list",
  "invitation.list",
  "plan.list",
  "run.list",
]);

/** Calls that concern the caller and nothing of the choir, whatever ids are at hand. */
const ownBusiness: ReadonlySet<string> = new Set([
  "application.get",
  "application.list",
  "application.recommend",
  "environment.list",
  "installation.get",
  "operator.list",
  "session.setPassword",
]);

describe("who may do what", () => {
  let api: TestApi;
  let provider: TestPerson;
  let stranger: TestPerson;
  let carla: TestPerson & { readonly operatorId: string };
  let editor: TestPerson;
  let ids: Ids;

  beforeAll(async () => {
    api = await testApi();
    provider = await firstProvider(api);
    carla = await operatorWith(api, provider, { operator: "Choir", username: "carla" });
    editor = await memberOf(api, carla, carla.operatorId, "carlos", "editor");
    stranger = await operatorWith(api, provider, { operator: "Club", username: "mallory" });
    const deploymentId = await deploymentWith(carla, "choir", "photos.choir.example");
    const runId = await deploy(api, carla, deploymentId);
    const invited = await carla.caller.invitation.create({
      kind: "member",
      operatorId: carla.operatorId,
      memberRole: "editor",
    });
    const view = await carla.caller.deployment.get({ deploymentId });
    const draft = await carla.caller.draft.get({ deploymentId });
    const input = { machine: "amber", address: "192.0.2.10", port: 22 };
    const asked = { kind: "machine-scan", environmentId: null, deploymentId, subject: "machine/amber", input } as const;
    const { id: errandId } = valueOf(await api.store.errands.ask(carla.actor, asked));
    ids = {
      operatorId: carla.operatorId,
      environmentId: await practiceId(carla),
      deploymentId,
      deploymentSlug: view.slug,
      revisionId: view.deployedRevisionId ?? "",
      planId: view.deployedPlanId ?? "",
      runId,
      userId: carla.actor.userId,
      invitationId: invited.invitation.id,
      errandId,
      ...(await tellingOf(api, carla, deploymentId)),
      etag: draft.etag,
      document: draft.document,
    };
  }, 60_000);
  afterAll(() => api.close());

  test("every procedure says who may call it, and has an entry here", () => {
    expect(procedures.filter(({ access }) => access === null)).toEqual([]);
    expect(Object.keys(everyCall(ids)).sort()).toEqual(procedures.map(({ name }) => name).sort());
  });

  test.each(procedures.filter(({ access }) => access !== "anybody"))(
    "$name is refused without an account",
    async ({ name }) => {
      expect(await outcomeOf(api.as(null), name)).toMatchObject({ refused: "not-signed-in" });
    },
  );

  test.each(procedures.filter(({ access }) => access === "provider"))(
    "$name is refused to operators, members of the tenant too",
    async ({ name }) => {
      for (const person of [carla, editor, stranger]) {
        expect(await outcomeOf(person.caller, name)).toMatchObject({ refused: "forbidden" });
      }
    },
  );

  test.each(procedures.filter(({ access, name }) => access === "signed-in" && !ownBusiness.has(name)))(
    "$name gives another tenant nothing and changes nothing",
    async ({ name }) => {
      const before = await traces();
      const outcome = await outcomeOf(stranger.caller, name);
      if (outcome.refused === null) {
        expect(emptyForStrangers.has(name), `${name} answered ${JSON.stringify(outcome.answer)}`).toBe(true);
        expect(outcome.answer).toEqual([]);
      } else {
        expect(["not-found", "forbidden"]).toContain(outcome.refused);
      }
      expect(await traces()).toEqual(before);
    },
  );

  test.each(procedures.filter(({ name }) => ownBusiness.has(name)))(
    "$name tells another tenant nothing of the choir",
    async ({ name }) => {
      const outcome = await outcomeOf(stranger.caller, name);
      expect(JSON.stringify(outcome.answer ?? null)).not.toMatch(foreign);
    },
  );

  test("a host name that somebody has is taken, without a word about whose it is", async () => {
    const answer = await stranger.caller.domain.check({ host: "photos.choir.example" });
    expect(answer).toEqual({ host: "photos.choir.example", availability: "taken" });
  });

  test("editors do not invite, owners do", async () => {
    const input = { kind: "member", operatorId: carla.operatorId, memberRole: "editor" } as const;
    await expect(carla.caller.invitation.create(input)).resolves.toHaveProperty("url");
    expect(await outcomeOf(editor.caller, "invitation.create")).toMatchObject({ refused: "forbidden" });
  });

  test("operators see their environment by name, and nothing of its machines and offers", async () => {
    const [environment] = await carla.caller.environment.list();
    expect(Object.keys(environment ?? {}).sort()).toEqual([
      "description",
      "disabled",
      "id",
      "name",
      "practice",
      "slug",
    ]);
  });

  test("applications for providers do not exist for operators", async () => {
    const names = (await carla.caller.application.list()).map(({ id }) => id);
    expect(names).toContain("mastodon");
    expect(names).not.toContain("hello");
    expect((await provider.caller.application.list()).map(({ id }) => id)).toContain("hello");
    const hello = { hello: { application: "hello", options: { domain: "hello.choir.example" } } };
    const preview = await carla.caller.draft.check({
      deploymentId: ids.deploymentId,
      document: { ...ids.document, applications: { ...ids.document.applications, ...hello } },
    });
    expect(preview.plan).toBeNull();
    expect(preview.diagnostics.map(({ code }) => code)).toContain("unknown-application");
  });

  test("a disabled operator can look, and change nothing", async () => {
    await provider.caller.operator.set({ operatorId: carla.operatorId, disabled: true });
    try {
      await expect(carla.caller.draft.get({ deploymentId: ids.deploymentId })).resolves.toHaveProperty("etag");
      for (const name of ["draft.set", "configuration.stage", "run.create", "secret.set"]) {
        expect(await outcomeOf(carla.caller, name), name).toMatchObject({ refused: "operator-disabled" });
      }
    } finally {
      await provider.caller.operator.set({ operatorId: carla.operatorId, disabled: false });
    }
  });

  // Last, because it changes things: shows that the refusals above were not about malformed input.
  test("the same calls are understood when a member makes them", async () => {
    const own = procedures.filter(({ access, name }) => access === "signed-in" && name !== "member.delete");
    for (const { name } of own) {
      const { refused } = await outcomeOf(carla.caller, name);
      expect(
        [
          null,
          "nothing-to-claim",
          "wrong-credentials",
          "draft-changed",
          "plan-stale",
          "wrong-state",
          "run-active",
          "not-acknowledged",
          "deployed-elsewhere",
          "already-desired",
          "no-removal",
          "still-sending",
        ],
        name,
      ).toContain(refused);
    }
  });

  async function outcomeOf(caller: Caller, name: string): Promise<{ refused: string | null; answer?: unknown }> {
    const procedure = name
      .split(".")
      .reduce<unknown>((at, part) => (at as Readonly<Record<string, unknown>>)[part], caller);
    try {
      const answer = await (procedure as (input: unknown) => Promise<unknown>)(everyCall(ids)[name]);
      return { refused: null, answer: isStream(answer) ? await firstOf(answer) : answer };
    } catch (error) {
      const problem = problemOf(error);
      if (problem === null) throw error;
      return { refused: problem.code };
    }
  }

  // What a stranger's call could have changed: everything that was written leaves a line in the audit log.
  async function traces(): Promise<number> {
    return (await api.store.audit.list(system, { limit: 1 }))[0]?.number ?? 0;
  }
});

/** A contact of the choir with its test message, and a trouble of one of its deployments. */
async function tellingOf(api: TestApi, carla: TestPerson & { readonly operatorId: string }, deploymentId: string) {
  const { operatorId } = carla;
  const made = await carla.caller.contact.create({ operatorId, kind: "mail", address: "carla@choir.example" });
  const [test] = await carla.caller.contact.deliveries({ contactId: made.contact.id });
  valueOf(await api.store.incidents.settle(worker, openedLook(deploymentId)));
  const [incident] = await carla.caller.incident.list({ deploymentId });
  return { contactId: made.contact.id, notificationId: test?.id ?? "", incidentId: incident?.id ?? "" };
}

function isStream(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

async function firstOf(stream: AsyncIterable<unknown>): Promise<unknown> {
  for await (const item of stream) return item;
  return null;
}
