import { describe, expect, test } from "vitest";
import { deploy, firstProvider, operatorWith, practiceId, testApi } from "../testing/index.ts";

describe("the main job", () => {
  test("Mastodon, Pixelfed and PeerTube go live in practice with recommended options and their addresses alone", async () => {
    const api = await testApi();
    const provider = await firstProvider(api);
    const choir = await operatorWith(api, provider, { operator: "Choir", username: "carla" });
    const { caller } = choir;
    const own: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      mastodon: { domain: "social.choir.example", mediaDomain: "media.choir.example", adminUsername: "carla" },
      pixelfed: { domain: "photos.choir.example" },
      peertube: { domain: "videos.choir.example" },
    };
    const instances = await Promise.all(
      Object.entries(own).map(async ([application, domains]) => {
        const recommended = await caller.application.recommend({ application, expectedActiveUsers: 200 });
        const { required = [] } = (await caller.application.get({ application })).optionsSchema;
        const mail = Object.fromEntries(
          required.filter((name) => /email/i.test(name)).map((name) => [name, "people@choir.example"]),
        );
        return [application, { application, options: { ...recommended, ...mail, ...domains } }] as const;
      }),
    );
    const environmentId = await practiceId(choir);
    const made = await caller.deployment.create({
      operatorId: choir.operatorId,
      environmentId,
      slug: "choir",
      title: "Choir",
      applications: Object.fromEntries(instances),
    });
    const { deploymentId } = made;
    const { document } = await caller.draft.get({ deploymentId });
    const preview = await caller.draft.check({ deploymentId, document });
    expect(preview.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(preview.plan?.mapAfter.nodes.filter(({ column }) => column === "machine")).toHaveLength(3);
    const spoken = [
      ...(preview.plan?.changes ?? []).map(({ sentence, reason }) => ({ sentence, key: reason })),
      ...(preview.plan?.report ?? []).flatMap(({ decisions }) =>
        decisions.map(({ sentence, code }) => ({ sentence, key: code })),
      ),
    ];
    // A sentence that is missing comes back as its key.
    expect(spoken.filter(({ sentence, key }) => sentence.includes(key))).toEqual([]);
    const runId = await deploy(api, choir, deploymentId);
    const run = await caller.run.get({ runId });
    expect(run.results.map(({ url }) => url).sort()).toEqual([
      "https://photos.choir.example/",
      "https://social.choir.example/",
      "https://videos.choir.example/",
    ]);
    const view = await caller.deployment.get({ deploymentId });
    const plan = await caller.plan.get({ planId: view.deployedPlanId ?? "" });
    expect(plan.files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(["deployment.json", "flake.nix", "flake.lock"]),
    );
    const again = await caller.draft.check({ deploymentId, document });
    expect(again.plan?.changes).toEqual([]);
    api.close();
  });
});
