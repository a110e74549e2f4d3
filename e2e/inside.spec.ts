import { install, preparePractice, type Scene } from "./support/deployments.ts";
import { freshInstallation } from "./support/installation.ts";
import { firstProvider, type Person } from "./support/people.ts";
import { barriers, expectNoSidewaysScroll } from "./support/page-checks.ts";
import { watchUntil } from "./support/runs.ts";
import { seedInside } from "./support/seed-inside.ts";
import { expect, test } from "./support/test.ts";

test.describe.configure({ mode: "serial" });

let provider: Person;
let choir: Scene;

freshInstallation(async () => {
  provider = await firstProvider();
  await preparePractice(provider, 0);
  choir = await talkDraft();
  await install(provider, choir);
  await seedInside(choir.deploymentId, "talk", [
    { option: "title", here: "The choir", inside: "By hand", fits: true },
    { option: "entriesShown", here: 50, inside: "-3", fits: false },
  ]);
});

test("what was changed inside an application is shown beside its option, and is kept or put back", async ({
  openAs,
}) => {
  const page = await openAs(provider);
  await page.goto("/deployments/choir?instance=talk");
  const note = page.getByText(/^Changed inside snac.*By hand.*The choir/);
  await expect(note).toBeVisible();
  expect(await barriers(page)).toEqual([]);
  await expectNoSidewaysScroll(page);
  await test.step("kept, it stands in the draft", async () => {
    await page.getByRole("button", { name: /^Keep what .* says: Name$/ }).click();
    await expect(page.getByLabel("Name", { exact: true }).first()).toHaveValue("By hand");
  });
  await test.step("what is no value of the option can only be put back", async () => {
    await expect(page.getByRole("button", { name: /^Keep what / })).toHaveCount(1);
    await page
      .getByRole("button", { name: /^Put back what was installed: / })
      .first()
      .click();
    await watchUntil(page, "Done");
  });
  await page.goto("/deployments/choir?instance=talk");
  await expect(page.getByLabel("Name", { exact: true }).first()).toHaveValue("By hand");
});

/** A draft of snac in the environment for practice. */
async function talkDraft(): Promise<Scene> {
  const { api } = provider;
  const [operator] = await api.operator.list.query();
  const { id: environmentId } = await api.environment.get.query({ slug: "practice" });
  const options = { domain: "talk.choir.example", contactEmail: "us@choir.example", title: "The choir" };
  const applications = { talk: { application: "snac", options } };
  const place = { operatorId: operator?.id ?? "", environmentId, slug: "choir", title: "The choir", applications };
  const { deploymentId } = await api.deployment.create.mutate(place);
  return { deploymentId, slug: "choir" };
}
