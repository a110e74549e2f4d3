import { declareUnreachable } from "./support/environments.ts";
import { freshInstallation } from "./support/installation.ts";
import { heading } from "./support/pages.ts";
import { firstProvider, type Person } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

let provider: Person;

freshInstallation(async () => {
  provider = await firstProvider();
});

test("the first day begins with what comes first, and is there until something is live", async ({ openAs }) => {
  const page = await openAs(provider);
  await page.goto("/fleet");
  await page.getByRole("link", { name: "The first day, step by step" }).click();
  await expect(heading(page)).toHaveText("First day");
  await expect(page.getByRole("link", { name: "Next: try a deployment in Practice" })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "First day" })).toBeVisible();
  await expect(page.getByRole("region", { name: "The worker’s public key" })).toContainText(/^ssh-ed25519 AAAA/);
  await expect(page.getByRole("region", { name: /On NixOS/ })).toContainText("openssh.authorizedKeys.keys");
});

test("a machine that does not answer is said so in words, and asked again", async ({ openAs }) => {
  const page = await openAs(provider);
  await page.goto("/machines/new");
  await page.getByLabel("Name of the machine").fill("oak");
  await page.getByLabel("IP address").fill("127.0.0.1");
  await page.getByLabel("SSH port").fill("1");
  await page.getByRole("button", { name: "Ask it for its key" }).click();
  const found = page.getByRole("list", { name: "What was looked at" });
  await expect(found).toContainText("in the way", { timeout: 30_000 });
  await expect(found).toContainText("127.0.0.1");
  const before = page.url();
  await page.getByRole("button", { name: "Ask again" }).click();
  await page.waitForURL((url) => url.href !== before);
  await expect(found).toContainText("in the way", { timeout: 30_000 });
  await page.getByRole("link", { name: "Another address" }).click();
  await expect(page.getByRole("button", { name: "Ask it for its key" })).toBeVisible();
});

test("an address that is none is refused beside the form, with what was typed", async ({ openAs, watched }) => {
  watched.allow(/400|422/);
  const page = await openAs(provider);
  await page.goto("/machines/new");
  await page.getByLabel("Name of the machine").fill("oak");
  await page.getByLabel("IP address").fill("oak.example");
  await page.getByRole("button", { name: "Ask it for its key" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /\S/ })).toBeVisible();
  await expect(page.getByLabel("IP address")).toHaveValue("oak.example");
  await expect(page.getByLabel("Name of the machine")).toHaveValue("oak");
});

test("what is declared is tested from the checklist, and the answer is kept there", async ({ openAs }) => {
  await declareUnreachable(provider);
  const page = await openAs(provider);
  await page.goto("/first-day");
  const machines = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: "Declare your machines" }) });
  await expect(machines).toContainText("Something is in the way");
  await machines.getByRole("button", { name: /^Test/ }).click();
  await expect(heading(page)).toHaveText("Test of the machine oak");
  await expect(page.getByRole("list", { name: "What was looked at" })).toContainText("in the way", { timeout: 30_000 });
  await page.getByRole("link", { name: "Back to the first day" }).click();
  await page.getByText("Send a mail to test it").click();
  await page.getByLabel("To which address").fill("paula@provider.example");
  await page.getByLabel("Domain it is sent for").fill("choir.example");
  await page.getByRole("button", { name: /^Test: Mail relays/ }).click();
  await expect(heading(page)).toHaveText("Test of the mail relay relay");
  await expect(page.getByRole("list", { name: "What was looked at" })).toContainText("in the way", { timeout: 60_000 });
});

test("everything can be read and asked before scripts have loaded", async ({ openAs, watched }) => {
  // The browser refuses to load what it will not run, and calls that a matter of policy.
  watched.allow(/_next\/static\/chunks\/\S+ csp$/);
  const page = await openAs(provider, { javaScriptEnabled: false });
  await page.goto("/first-day");
  await expect(page.getByRole("region", { name: "The worker’s public key" })).toContainText("ssh-ed25519");
  await page.getByRole("link", { name: /^Declare (a|another) machine$/ }).click();
  await page.getByLabel("For which environment").selectOption({ label: "Real machines" });
  await page.getByLabel("Name of the machine").fill("elm");
  await page.getByLabel("IP address").fill("127.0.0.1");
  await page.getByLabel("SSH port").fill("1");
  await page.getByRole("button", { name: "Ask it for its key" }).click();
  await expect(heading(page)).toHaveText("Declare a machine");
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("list", { name: "What was looked at" })).toContainText("in the way", { timeout: 500 });
  }).toPass({ timeout: 30_000 });
});
