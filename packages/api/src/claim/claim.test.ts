import { hasSentence } from "@allotment/model";
import { practiceEnvironment } from "@allotment/planner";
import type { ErrandRecord, Revealed, WorkerActor } from "@allotment/store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  deploy,
  deploymentWith,
  firstProvider,
  memberOf,
  operatorWith,
  practiceId,
  problemFrom,
  sampleRecipient,
  testApi,
  type TestApi,
  type TestPerson,
} from "../testing/index.ts";

const worker: WorkerActor = { kind: "worker", workerId: "test" };
const instance = "talk";
const recipient = sampleRecipient;

/** The sample of practice, as an environment that installs: without what needs a secret. */
function realDocument() {
  const hostPublicKeys = ["A", "B", "C"].map((letter) => `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${letter.repeat(43)}`);
  const {
    offers,
    rehearsal: _,
    ...rest
  } = practiceEnvironment({ hostPublicKeys, accessKeyId: "", secretAccessKey: "" });
  const { "s3-bucket": _media, "backup-repository": _vault, ...others } = offers;
  return { ...rest, name: "Real", orchestrator: "nixos-ssh", offers: others };
}

describe("becoming the first administrator", () => {
  let api: TestApi;
  let provider: TestPerson;
  let choir: TestPerson & { readonly operatorId: string };
  let deploymentId: string;
  let before: string;

  beforeAll(async () => {
    api = await testApi();
    provider = await firstProvider(api);
    choir = await operatorWith(api, provider, { operator: "Choir", username: "carla" });
    const real = await provider.caller.environment.create({ slug: "real", source: { document: realDocument() } });
    await provider.caller.environment.setOperators({ environmentId: real.id, operatorIds: [choir.operatorId] });
    const place = { operatorId: choir.operatorId, environmentId: real.id, slug: "choir", title: "Choir" };
    const options = { domain: "talk.choir.example", contactEmail: "us@choir.example" };
    const made = await choir.caller.deployment.create({
      ...place,
      applications: { [instance]: { application: "snac", options } },
    });
    deploymentId = made.deploymentId;
    const { etag, document } = await choir.caller.draft.get({ deploymentId });
    const backups = { ...document.backups, enabled: false };
    await choir.caller.draft.set({ deploymentId, etag, document: { ...document, backups } });
    before = (await problemFrom(choir.caller.claim.renew({ deploymentId, instance }))).code;
    await deploy(api, choir, deploymentId);
  });
  afterAll(() => api.close());

  const visitor = () => api.as(null).claim;

  async function newToken(): Promise<string> {
    const { url } = await choir.caller.claim.renew({ deploymentId, instance });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:3000\/claim\/[A-Za-z0-9_-]{43}$/);
    return url.slice(url.lastIndexOf("/") + 1);
  }

  async function answer(result: Revealed): Promise<void> {
    const [errand] = await api.store.errands.take(worker, { limit: 1 });
    await api.store.errands.finish(worker, { errandId: errand?.id ?? "", result });
  }

  const state = async () => (await choir.caller.claim.list({ deploymentId })).claims.map((one) => one.state);

  test("is offered to owners once something is live, and told to nobody else", async () => {
    expect(before).toBe("nothing-to-claim");
    expect(await choir.caller.claim.list({ deploymentId })).toMatchObject({
      mayRenew: true,
      practice: false,
      claims: [{ instance, name: "snac", url: "https://talk.choir.example/", state: "none" }],
    });
    const editor = await memberOf(api, choir, choir.operatorId, "carlos", "editor");
    expect(await editor.caller.claim.list({ deploymentId })).toMatchObject({ mayRenew: false });
    expect((await problemFrom(editor.caller.claim.renew({ deploymentId, instance }))).code).toBe("forbidden");
  });

  test("is a link that shows what it is for as often as one likes, and the password once", async () => {
    const token = await newToken();
    for (let look = 0; look < 2; look += 1) {
      expect(await visitor().get({ token })).toMatchObject({ name: "snac", url: "https://talk.choir.example/" });
    }
    expect(await state()).toEqual(["open"]);
    const { errandId } = await visitor().reveal({ token, recipient });
    expect(await visitor().result({ token, errandId })).toMatchObject({ state: "waiting" });
    expect((await problemFrom(visitor().result({ token: "another", errandId }))).code).toBe("not-found");
    await answer({ sealed: "c2VhbGVk", problem: null });
    expect(await visitor().result({ token, errandId })).toEqual({ state: "done", sealed: "c2VhbGVk", problem: null });
    await visitor().forget({ token, errandId });
    expect((await problemFrom(visitor().result({ token, errandId }))).code).toBe("not-found");
    expect((await problemFrom(visitor().reveal({ token, recipient }))).code).toBe("claim-invalid");
    expect([await visitor().get({ token }), await state()]).toEqual([null, ["used"]]);
  });

  test("can be tried again after a failure, which is said in words", async () => {
    const token = await newToken();
    const { errandId } = await visitor().reveal({ token, recipient });
    await answer({ sealed: null, problem: "unreachable" });
    const { problem } = await visitor().result({ token, errandId });
    expect(problem?.summary).toBe("The machine cannot be reached at this moment.");
    await expect(visitor().reveal({ token, recipient })).resolves.toHaveProperty("errandId");
  });

  test("ends with a newer link", async () => {
    const old = await newToken();
    await newToken();
    expect(await visitor().get({ token: old })).toBeNull();
    expect((await problemFrom(visitor().reveal({ token: old, recipient }))).code).toBe("claim-invalid");
  });

  test("that is ended while somebody opens it shows nothing, and the owner hears of it", async () => {
    const token = await newToken();
    const { errandId } = await visitor().reveal({ token, recipient });
    const [errand] = await api.store.errands.take(worker, { limit: 1 });
    expect(await choir.caller.claim.renew({ deploymentId, instance })).toMatchObject({ stopped: true });
    const late = await api.store.errands.finish(worker, {
      errandId: errand?.id ?? "",
      result: { sealed: "c2VhbGVk", problem: null },
    });
    expect(late.ok).toBe(false);
    expect((await problemFrom(visitor().result({ token, errandId }))).code).toBe("not-found");
  });

  test("takes keys only that something can be sealed to", async () => {
    const token = await newToken();
    const mistyped = recipient.replace("age1x", "age1z");
    expect((await problemFrom(visitor().reveal({ token, recipient: mistyped }))).code).toBe("invalid-input");
  });

  test("has a sentence for everything that can go wrong", () => {
    const codes: (NonNullable<Revealed["problem"]> | NonNullable<ErrandRecord["problem"]>["code"])[] = [
      "unreachable",
      "wrong-host-key",
      "refused",
      "timeout",
      "command-failed",
      "not-there",
      "too-late",
      "too-long",
      "interrupted",
      "gone",
      "unexpected",
    ];
    const keys = codes.flatMap((code) => [`claims.problems.${code}.summary`, `claims.problems.${code}.next`]);
    expect(keys.filter((key) => !hasSentence(key))).toEqual([]);
  });

  test("has nothing to offer in practice", async () => {
    const club = await operatorWith(api, provider, { operator: "Club", username: "clara" });
    expect(await practiceId(club)).not.toBe("");
    const id = await deploymentWith(club, "club", "photos.club.example");
    await deploy(api, club, id);
    expect(await club.caller.claim.list({ deploymentId: id })).toEqual({ mayRenew: true, practice: true, claims: [] });
  });
});
