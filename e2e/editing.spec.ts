import { tabTo } from "./support/keyboard.ts";
import { helloDraft, install, preparePractice, saveAndPlan, startRun } from "./support/deployments.ts";
import { freshInstallation } from "./support/installation.ts";
import { heading, problem } from "./support/pages.ts";
import { colleague, firstProvider, type Person } from "./support/people.ts";
import { agree } from "./support/runs.ts";
import { expect, test } from "./support/test.ts";

let provider: Person;

freshInstallation(async () => {
  provider = await firstProvider();
  await preparePractice(provider, 50);
});

test("of two people who edit the same draft, the second is told, sees the difference, and decides", async ({
  openAs,
  watched,
}) => {
  watched.allow(/409/);
  await helloDraft(provider, { slug: "together" });
  const nora = await colleague(provider, "nora");
  const [first, second] = [await openAs(provider), await openAs(nora)];
  for (const page of [first, second]) {
    await page.goto("/deployments/together");
    await expect(page.getByText("Draft saved")).toBeVisible();
  }
  await first.getByRole("textbox", { name: "Title" }).fill("From Paula");
  await expect(first.getByText("Draft saved just now.")).toBeVisible();
  await second.getByRole("textbox", { name: "Title" }).fill("From Nora");
  await expect(problem(second)).toContainText("Paula Provider saved this draft meanwhile");
  await expect(problem(second).getByRole("deletion")).toHaveText("From Paula");
  await expect(problem(second).getByRole("insertion")).toHaveText("From Nora");
  await problem(second).getByRole("button", { name: "Take theirs" }).click();
  await expect(second.getByRole("textbox", { name: "Title" })).toHaveValue("From Paula");
  await second.getByRole("textbox", { name: "Title" }).fill("From both");
  await expect(second.getByText("Draft saved just now.")).toBeVisible();
  await first.reload();
  await expect(first.getByRole("textbox", { name: "Title" })).toHaveValue("From both");
});

test("what differs from what was practised is shown field by field, and can be taken back", async ({ openAs }) => {
  await install(provider, await helloDraft(provider, { slug: "fields" }));
  const page = await openAs(provider);
  await page.goto("/deployments/fields");
  await page.getByRole("textbox", { name: "Title" }).fill("Good morning");
  await page.getByText("Draft against what was practised (1)").click();
  const takeBack = page.getByRole("button", { name: "Take this back: Title" });
  await takeBack.click();
  await expect(page.getByText("Everything you chose was practised.")).toBeVisible();
  await expect(takeBack).toHaveCount(0);
  await expect(page.getByRole("textbox", { name: "Title" })).not.toHaveValue("Good morning");
});

test("a plan that is out of date is refused with what changed, and made anew by a button", async ({ openAs }) => {
  const scene = await helloDraft(provider, { slug: "outdated" });
  const page = await openAs(provider);
  await saveAndPlan(provider, scene);
  await page.goto("/deployments/outdated/plan");
  await expect(page.getByRole("heading", { name: "Agree and practise" })).toBeVisible();

  const { etag, document } = await provider.api.draft.get.query({ deploymentId: scene.deploymentId });
  const hello = { application: "hello", options: { domain: "hello.outdated.example", title: "Meanwhile" } };
  await provider.api.draft.set.mutate({ ...scene, etag, document: { ...document, applications: { hello } } });
  await saveAndPlan(provider, scene);

  for (const warning of await page.getByRole("checkbox").all()) await warning.check();
  await page.getByRole("button", { name: "Practise this: nothing is installed" }).click();
  await expect(problem(page)).toContainText("This plan is out of date");
  await expect(problem(page)).toContainText("What is live runs on");
  await page.goto("/deployments/outdated/plan");
  await agree(page, "The new one");
});

test("of two installations at once the second is refused, and shown the first", async ({ openAs }) => {
  const scene = await helloDraft(provider, { slug: "twice", instances: { "slow-at-building": {} } });
  const planId = await saveAndPlan(provider, scene);
  const page = await openAs(provider);
  await page.goto("/deployments/twice/plan");
  await expect(page.getByRole("heading", { name: "Agree and practise" })).toBeVisible();
  const runId = await startRun(provider, planId);
  for (const warning of await page.getByRole("checkbox").all()) await warning.check();
  await page.getByRole("button", { name: "Practise this: nothing is installed" }).click();
  await expect(problem(page)).toContainText("Another installation of this deployment is under way");
  await page.goto("/deployments/twice");
  await page.getByRole("link", { name: "Watch it" }).click();
  await expect(page).toHaveURL(new RegExp(runId));
  await provider.api.run.cancel.mutate({ runId });
});

test("hostile texts are shown as they were typed, everywhere", async ({ openAs }) => {
  const hostile = `"'\${7*7}<script>document.title='owned'</script> שלום {count}`;
  const scene = await helloDraft(provider, {
    slug: "hostile",
    title: hostile,
    instances: { hello: { title: hostile, message: "</pre><img src=x onerror=alert(1)>" } },
  });
  await install(provider, scene);
  const page = await openAs(provider);
  let dialogs = 0;
  page.on("dialog", (dialog) => {
    dialogs += 1;
    void dialog.dismiss();
  });
  for (const address of ["/deployments", "/fleet", "/environments/practice", "/operators"]) {
    await page.goto(address);
    await expect(heading(page)).toBeVisible();
  }
  for (const part of ["", "/plan", "/activity", "/backups"]) {
    await page.goto(`/deployments/hostile${part}`);
    await expect(heading(page)).toHaveText(hostile);
    await expect(page).not.toHaveTitle("owned");
  }
  await page.goto("/deployments/hostile");
  await expect(page.getByRole("textbox", { name: "Message" })).toHaveValue("</pre><img src=x onerror=alert(1)>");
  expect(dialogs).toBe(0);
});

test("what was chosen can be planned by keyboard alone", async ({ openAs }) => {
  await helloDraft(provider, { slug: "keys" });
  const page = await openAs(provider);
  await page.goto("/deployments/keys");
  const save = page.getByRole("button", { name: "Save and see what will change" });
  await tabTo(page, save);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Agree and practise" })).toBeVisible();
  await tabTo(page, page.getByRole("checkbox"));
  await page.keyboard.press("Space");
  await tabTo(page, page.getByRole("button", { name: "Practise this: nothing is installed" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("list", { name: "Steps" })).toBeVisible();
});
