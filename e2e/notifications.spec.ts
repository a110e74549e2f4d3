import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { mailServer, type MailServer } from "../apps/worker/src/notifications/testing/mail-server.ts";
import { helloDraft, install, preparePractice } from "./support/deployments.ts";
import { freshInstallation } from "./support/installation.ts";
import { makeTrouble } from "./support/make-trouble.ts";
import { barriers, expectNoSidewaysScroll } from "./support/page-checks.ts";
import { heading, row } from "./support/pages.ts";
import { firstProvider, member, type Person } from "./support/people.ts";
import { declareRelay, testMailTo } from "./support/telling.ts";
import { expect, test } from "./support/test.ts";

let provider: Person;
let nora: Person;
let mail: MailServer;
let receiver: Server;
const deliveries: { readonly type: string }[] = [];

freshInstallation(
  async () => {
    provider = await firstProvider();
    await preparePractice(provider, 0);
    const [operator] = await provider.api.operator.list.query();
    nora = await member(provider, operator?.id ?? "", "nora");
    await install(provider, await helloDraft(provider, { slug: "live" }));
  },
  async () => {
    mail = await mailServer();
    receiver = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        deliveries.push(JSON.parse(body) as { type: string });
        response.writeHead(204).end();
      });
    }).listen(0, "127.0.0.1");
    await once(receiver, "listening");
    return { ALLOTMENT_PRIVATE_WEBHOOKS: "1" };
  },
);
test.afterAll(async () => {
  await mail.close();
  receiver.closeAllConnections();
  receiver.close();
});

async function look(page: Page): Promise<void> {
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await expectNoSidewaysScroll(page);
  }
  expect(await barriers(page)).toEqual([]);
}

test("without a relay an address is said to wait for one, and mistakes are answered with what to type", async ({
  openAs,
}) => {
  const page = await openAs(provider);
  await page.goto("/notifications");
  await page.getByLabel("Mail address").fill("early@host.example");
  await page.getByRole("button", { name: "Add the address" }).click();
  const line = row(page, "early@host.example");
  await expect(line).toContainText("waits until a mail relay is set");
  await expect(line.getByLabel("Code of the test mail")).toHaveCount(0);
  await page.getByText("Messages to early@host.example").first().click();
  await expect(page.getByRole("row").filter({ hasText: "Test message" })).toContainText("Waits for a mail relay");
  await line.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByText("Nobody is told yet")).toBeVisible();
  await page.getByText("Add a webhook", { exact: true }).click();
  await page.getByLabel("Address", { exact: true }).fill("ftp://127.0.0.1/hook");
  await page.getByLabel("Secret").fill("abc");
  await page.getByRole("button", { name: "Add the webhook" }).click();
  const refused = page.getByRole("alert").filter({ hasText: "has to begin with https://" });
  await expect(refused).toContainText("begins with whsec_");
});

test("a provider says how mail leaves, and what the relay answers is shown", async ({ openAs }) => {
  const page = await openAs(provider);
  await page.goto("/notifications");
  await declareRelay(page, mail);
  await page.getByLabel("To", { exact: true }).fill("paula@host.example");
  await page.getByRole("button", { name: "Send a test mail" }).click();
  await expect(page.getByText("It took a mail for paula@host.example")).toBeVisible();
  await expect(page.getByRole("navigation").getByRole("link", { name: "Who is told" })).toBeVisible();
  await look(page);
});

test("an owner adds an address, which is told nothing before the code of its test mail was entered", async ({
  openAs,
}) => {
  const page = await openAs(nora);
  await page.goto("/notifications");
  await expect(page.getByText("Nobody is told yet")).toBeVisible();
  await page.getByLabel("Mail address").fill("nora@choir.example");
  await page.getByRole("button", { name: "Add the address" }).click();
  const line = row(page, "nora@choir.example");
  await expect(line).toContainText("Not confirmed");
  const { code } = await testMailTo(mail, "nora@choir.example");
  await line.getByLabel("Code of the test mail").fill("2222-2222");
  await line.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "This code is not right" })).toBeVisible();
  await line.getByLabel("Code of the test mail").fill(code.toLowerCase());
  await line.getByRole("button", { name: "Confirm" }).click();
  await expect(line).toContainText("Works");
  await look(page);
});

test("whoever gets the test mail confirms it without an account, and opening the link alone does nothing", async ({
  openAs,
}) => {
  const page = await openAs(nora);
  await page.goto("/notifications");
  await page.getByLabel("Mail address").fill("office@choir.example");
  await page.getByRole("button", { name: "Add the address" }).click();
  const { link } = await testMailTo(mail, "office@choir.example");
  const theirs = await openAs(null);
  await theirs.goto(link);
  await page.reload();
  await expect(row(page, "office@choir.example")).toContainText("Not confirmed");
  await theirs.getByRole("button", { name: "Yes, it arrived" }).click();
  await expect(theirs.getByText("this address is confirmed")).toBeVisible();
  await look(theirs);
  await page.reload();
  await expect(row(page, "office@choir.example")).toContainText("Works");
});

test("a webhook works once it takes a test message; its secret is shown once", async ({ openAs }) => {
  const page = await openAs(nora);
  await page.goto("/notifications");
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  await page.getByText("Add a webhook", { exact: true }).click();
  await page.getByLabel("Address", { exact: true }).fill(url);
  await page.getByRole("button", { name: "Add the webhook" }).click();
  await expect(page.locator("input[value^='whsec_']")).toBeVisible();
  await expect.poll(() => deliveries.map(({ type }) => type), { timeout: 20_000 }).toContain("contact.test");
  await page.reload();
  await expect(page.locator("input[value^='whsec_']")).toHaveCount(0);
  await expect(row(page, url)).toContainText("Works");
  await page.getByText(`Messages to ${url}`).first().click();
  await expect(page.getByRole("row").filter({ hasText: "Test message" })).toContainText("Accepted");
});

test("a trouble is told by mail and webhook, and its page says what happened, who was told and what to send along", async ({
  openAs,
}) => {
  const incident = await makeTrouble("live");
  await expect
    .poll(() => mail.received.filter(({ header }) => header("subject").startsWith("[live]")).length, {
      timeout: 20_000,
    })
    .toBe(2);
  await expect.poll(() => deliveries.map(({ type }) => type), { timeout: 20_000 }).toContain("incident.opened");
  const link = /https?:\/\/\S+\/incidents\/\S+/.exec(mail.received.at(-1)?.text ?? "")?.[0] ?? "";
  expect(link).toContain(incident);
  const page = await openAs(nora);
  await page.goto(link);
  await expect(heading(page)).toHaveText("An update waits for records in the DNS");
  await expect(page.getByRole("table", { name: "Who was told" })).toContainText("nora@choir.example");
  await expect(page.getByText("Error: run-waiting-dns")).toBeVisible();
  await page.getByRole("button", { name: "I am at it" }).click();
  await expect(page.getByText("nora the member is at it since")).toBeVisible();
  await look(page);
});

test("a relay that is not there and a receiver that is dead are named where people look", async ({ openAs }) => {
  const page = await openAs(provider);
  await page.goto("/notifications");
  await page.getByLabel("Server").fill("mail.nowhere.invalid");
  await page.getByRole("button", { name: "Save the relay" }).click();
  await page.getByLabel("Mail address").fill("late@host.example");
  await page.getByRole("button", { name: "Add the address" }).click();
  const url = "http://127.0.0.1:9/hook";
  await page.getByText("Add a webhook", { exact: true }).click();
  await page.getByLabel("Address", { exact: true }).fill(url);
  await page.getByRole("button", { name: "Add the webhook" }).click();
  await expect(async () => {
    await page.goto("/notifications");
    const section = page.getByRole("region", { name: "Mail relay" });
    await expect(section).toContainText("Mail does not leave", { timeout: 1000 });
    await expect(section).toContainText(/mail\.nowhere\.invalid.+tried/, { timeout: 1000 });
    await expect(row(page, "late@host.example")).toContainText(/Last try:.+mail\.nowhere\.invalid/, { timeout: 1000 });
    await expect(row(page, url)).toContainText("127.0.0.1 takes no connection", { timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByText("ENOTFOUND")).toHaveCount(0);
  await look(page);
});
