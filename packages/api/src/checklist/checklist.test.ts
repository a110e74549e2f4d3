import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  deploy,
  deploymentWith,
  firstProvider,
  operatorWith,
  problemFrom,
  testApi,
  type TestApi,
  type TestPerson,
} from "../testing/index.ts";

describe("what a new community does next", () => {
  let api: TestApi;
  let provider: TestPerson;
  let choir: TestPerson & { readonly operatorId: string };
  let deploymentId: string;

  beforeEach(async () => {
    api = await testApi();
    provider = await firstProvider(api);
    choir = await operatorWith(api, provider, { operator: "Choir", username: "carla" });
    deploymentId = await deploymentWith(choir, "choir", "photos.choir.example");
  });
  afterEach(() => api.close());

  test("is asked once something is live, and says what is done and by whom", async () => {
    const { checklist } = choir.caller;
    expect(await checklist.get({ deploymentId })).toEqual([]);
    await deploy(api, choir, deploymentId);
    const [list] = await checklist.get({ deploymentId });
    expect(list).toMatchObject({ instance: "photos", name: "Pixelfed", done: 0 });
    const item = list?.items[0]?.text ?? "";
    await checklist.set({ deploymentId, instance: "photos", item, done: true });
    const [ticked] = await provider.caller.checklist.get({ deploymentId });
    expect(ticked).toMatchObject({ done: 1 });
    expect(ticked?.items[0]).toMatchObject({ text: item, doneByName: "carla" });
    expect(ticked?.items[1]).toMatchObject({ doneAt: null, doneByName: null });
    await checklist.set({ deploymentId, instance: "photos", item, done: false });
    expect(await checklist.get({ deploymentId })).toMatchObject([{ done: 0 }]);
  });

  test("is nobody else's to tick", async () => {
    await deploy(api, choir, deploymentId);
    const stranger = await operatorWith(api, provider, { operator: "Band", username: "bert" });
    const wanted = { deploymentId, instance: "photos", item: "anything", done: true };
    expect(await problemFrom(stranger.caller.checklist.set(wanted))).toMatchObject({ code: "not-found" });
  });
});
