import { createDraftOfThree, install, preparePractice, helloDraft } from "./support/deployments.ts";
import { declareUnreachable } from "./support/environments.ts";
import { freshInstallation, setupLink } from "./support/installation.ts";
import { makeTrouble } from "./support/make-trouble.ts";
import { barriers, expectNoSidewaysScroll } from "./support/page-checks.ts";
import { heading } from "./support/pages.ts";
import { firstProvider, member, type Person } from "./support/people.ts";
import { seedHistory } from "./support/seed-history.ts";
import { expect, test } from "./support/test.ts";

type Who = "nobody" | "provider" | "operator";

const people: Record<Who, Person | null> = { nobody: null, provider: null, operator: null };

/** Addresses that are known only once the scene is set, by what stands for them below. */
const made: Record<string, string> = {};

/** Every page, and who opens it. `{run}` and such stand for what the scene made. */
const pages: readonly { readonly address: string; readonly who: readonly Who[] }[] = [
  { address: "/sign-in", who: ["nobody"] },
  { address: "{setup}", who: ["nobody"] },
  { address: "/invitation?token={invitation}", who: ["nobody"] },
  { address: "/invitation?token={reset}", who: ["nobody"] },
  { address: "/invitation?token=none", who: ["nobody"] },
  { address: "/claim/none", who: ["nobody"] },
  { address: "/contact/none?code=2222-2222", who: ["nobody"] },
  { address: "/fleet", who: ["provider"] },
  { address: "/first-day", who: ["provider"] },
  { address: "/machines/new", who: ["provider"] },
  { address: "/machines/new?scan={scan}", who: ["provider"] },
  { address: "/machines/new?scan={scan}&test={machineTest}", who: ["provider"] },
  { address: "/tests/{machineTest}", who: ["provider"] },
  { address: "/deployments", who: ["provider", "operator"] },
  { address: "/deployments/new", who: ["operator"] },
  { address: "/deployments/new?step=domain&{picks}", who: ["operator"] },
  { address: "/deployments/new?step=addresses&{picks}&base=choir.example", who: ["operator"] },
  { address: "/deployments/new?step=place&{picks}&base=choir.example&{hosts}", who: ["provider", "operator"] },
  { address: "/deployments/three", who: ["provider", "operator"] },
  { address: "/deployments/three?instance=pictures", who: ["operator"] },
  { address: "/deployments/three?instance=videos", who: ["operator"] },
  { address: "/deployments/three/plan", who: ["provider", "operator"] },
  { address: "/deployments/three/activity", who: ["operator"] },
  { address: "/deployments/three/backups", who: ["operator"] },
  { address: "/deployments/three/secrets", who: ["operator"] },
  { address: "/deployments/live", who: ["provider"] },
  { address: "/deployments/live/plan", who: ["provider"] },
  { address: "/deployments/live/activity", who: ["provider"] },
  { address: "/deployments/live/activity/{run}", who: ["provider"] },
  { address: "/deployments/live/backups", who: ["provider"] },
  { address: "/deployments/live/health", who: ["provider"] },
  { address: "/deployments/live/health?range=year", who: ["provider"] },
  { address: "/deployments/three/health", who: ["operator"] },
  { address: "/deployments/live/state", who: ["provider"] },
  { address: "/deployments/live/state?act=suspend", who: ["provider"] },
  { address: "/deployments/live/state?act=remove", who: ["provider"] },
  { address: "/deployments/paused", who: ["provider"] },
  { address: "/deployments/paused/state", who: ["provider"] },
  { address: "/deployments/leaving/state", who: ["provider"] },
  { address: "/deployments/gone/state", who: ["provider"] },
  { address: "/deployments/failed/activity/{failedRun}", who: ["provider"] },
  { address: "/catalogue", who: ["provider", "operator"] },
  { address: "/catalogue/compare", who: ["operator"] },
  { address: "/catalogue/mastodon", who: ["operator"] },
  { address: "/catalogue/pixelfed", who: ["operator"] },
  { address: "/catalogue/peertube", who: ["operator"] },
  { address: "/environments", who: ["provider"] },
  { address: "/environments/practice", who: ["provider"] },
  { address: "/environments/practice/edit", who: ["provider"] },
  { address: "/environments/practice/edit?as=yaml", who: ["provider"] },
  { address: "/environments/real", who: ["provider"] },
  { address: "/environments/real/edit", who: ["provider"] },
  { address: "/operators", who: ["provider"] },
  { address: "/operators/{operator}", who: ["provider"] },
  { address: "/notifications", who: ["provider", "operator"] },
  { address: "/deployments/live/incidents/{incident}", who: ["provider"] },
  { address: "/account", who: ["provider", "operator"] },
  { address: "/no-such-page", who: ["operator"] },
];

/** Both themes in both widths; looking for barriers takes seconds, so it is done where theme and width both differ. */
const looks = [
  { width: 390, colours: "dark", axe: true },
  { width: 390, colours: "light", axe: false },
  { width: 1440, colours: "dark", axe: false },
  { width: 1440, colours: "light", axe: true },
] as const;

freshInstallation(setScene);

for (const { address, who } of pages) {
  for (const person of who) {
    test(`${address} as ${person}`, async ({ openAs, watched }) => {
      watched.allow(/404/);
      const page = await openAs(people[person]);
      await page.goto(fillIn(address));
      await expect(heading(page)).toBeVisible();
      for (const { width, colours, axe } of looks) {
        await test.step(`${width} pixels, ${colours}`, async () => {
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme: colours, reducedMotion: "reduce" });
          if (axe) expect(await barriers(page)).toEqual([]);
          await expectNoSidewaysScroll(page);
        });
      }
    });
  }
}

test("the icon is where browsers look for it by themselves", async ({ request }) => {
  const icon = await request.get("/favicon.ico");
  expect(icon.status()).toBe(200);
  expect(icon.headers()["content-type"]).toBe("image/svg+xml");
});

function fillIn(address: string): string {
  return address.replaceAll(/\{(\w+)\}/g, (_, name: string) => made[name] ?? `missing-${name}`);
}

/** A community with a draft of three applications, something that is live, and something that failed. */
async function setScene(): Promise<void> {
  const provider = await firstProvider();
  people.provider = provider;
  await preparePractice(provider, 0);
  const [operator] = await provider.api.operator.list.query();
  const operatorId = operator?.id ?? "";
  const nora = await member(provider, operatorId, "nora");
  people.operator = nora;
  const picks = ["mastodon", "pixelfed", "peertube"];
  const { url } = await provider.api.invitation.create.mutate({ kind: "provider" });
  const { user } = (await nora.api.session.get.query()) ?? {};
  const reset = await provider.api.invitation.create.mutate({ kind: "reset", userId: user?.id ?? "" });
  Object.assign(made, {
    setup: setupLink(),
    invitation: new URL(url).searchParams.get("token"),
    reset: new URL(reset.url).searchParams.get("token"),
    operator: operatorId,
    picks: picks.map((pick) => `pick=${pick}`).join("&"),
    hosts: picks.map((pick) => `${pick}-slug=${pick}&${pick}-web=${pick}.choir.example`).join("&"),
  });
  await createDraftOfThree(nora, "three");
  made["run"] = await install(provider, await helloDraft(provider, { slug: "live" }));
  await seedLooks(provider, "live");
  made["incident"] = await makeTrouble("live");
  const unlucky = await helloDraft(provider, { slug: "failed", instances: { "fail-at-building": {} } });
  made["failedRun"] = await install(provider, unlucky, "failed");
  await makeStates(provider);
  const { scan, machineTest } = await declareUnreachable(provider);
  Object.assign(made, { scan, machineTest });
}

/** A year of looks at something that is live. */
async function seedLooks({ api }: Person, slug: string): Promise<void> {
  const { id: deploymentId } = await api.deployment.get.query({ slug });
  const health = await api.health.get.query({ deploymentId });
  const machine = health?.machines[0]?.machine ?? "";
  const instance = health?.applications[0]?.instance ?? "";
  await seedHistory({ deploymentId, instance, machine, seed: 4 });
}

/** Communities that are paused, about to be erased, and gone. */
async function makeStates(provider: Person): Promise<void> {
  const { deployment, run } = provider.api;
  const [paused, leaving, gone] = await Promise.all(
    ["paused", "leaving", "gone"].map((slug) => helloDraft(provider, { slug })),
  );
  if (!paused || !leaving || !gone) throw new Error("a draft is missing");
  await install(provider, paused);
  await install(provider, leaving);
  const { runId } = await deployment.suspend.mutate({ deploymentId: paused.deploymentId, reason: "A pause" });
  await expect.poll(async () => (await run.get.query({ runId: runId ?? "" })).over, { timeout: 60_000 }).toBe(true);
  const declined = { declined: "It was only for practice." };
  const leave = { deploymentId: leaving.deploymentId, confirm: "leaving", backup: declined, reason: "" };
  await deployment.remove.mutate(leave);
  await deployment.remove.mutate({ ...leave, deploymentId: gone.deploymentId, confirm: "gone" });
}
