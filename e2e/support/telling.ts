import type { Page } from "@playwright/test";
import type { MailServer, Received } from "../../apps/worker/src/notifications/testing/mail-server.ts";
import { row } from "./pages.ts";
import { expect } from "./test.ts";

/** Fills in how mail leaves, as a provider does, on the page of who is told. */
export async function declareRelay(page: Page, { port }: MailServer): Promise<void> {
  await expect(page.getByText("No mail can leave")).toBeVisible();
  await page.getByLabel("Server").fill("127.0.0.1");
  await page.getByLabel("Port").fill(String(port));
  await page.getByLabel("Encryption").selectOption("none");
  await page.getByLabel("Sender").fill("allotment@host.example");
  await page.getByRole("button", { name: "Save the relay" }).click();
  await expect(page.getByText("No mail can leave")).toHaveCount(0);
}

/** The newest test mail to an address, once it is there. */
export async function testMailTo(
  { received }: MailServer,
  address: string,
): Promise<{ readonly code: string; readonly link: string }> {
  const find = () => received.findLast(({ to, text }) => to.includes(address) && text.includes("Code: "));
  await expect.poll(() => find() !== undefined, { timeout: 20_000 }).toBe(true);
  const text = find()?.text ?? "";
  const link = /https?:\/\/\S+\/contact\/\S+/.exec(text)?.[0] ?? "";
  return { code: /Code: (\S+)/.exec(text)?.[1] ?? "", link };
}

/** Adds an address on the page of who is told, and confirms it with what its test mail says. */
export async function addAddress(page: Page, mail: MailServer, address: string): Promise<void> {
  await page.getByLabel("Mail address").fill(address);
  await page.getByRole("button", { name: "Add the address" }).click();
  const line = row(page, address);
  await expect(line).toContainText("Not confirmed");
  const { code } = await testMailTo(mail, address);
  await line.getByLabel("Code of the test mail").fill(code);
  await line.getByRole("button", { name: "Confirm" }).click();
  await expect(line).toContainText("Works");
}

/**
 * A mail to an address whose subject has these words, once it is there.
 *
 * @param look has what the mail is about looked at once more; troubles are mailed when a second look still finds them
 */
export async function mailAbout(
  { received }: MailServer,
  address: string,
  words: RegExp,
  look: () => Promise<void>,
): Promise<Received> {
  const find = () => received.find(({ to, header }) => to.includes(address) && words.test(header("subject")));
  await expect(async () => {
    await look();
    await expect.poll(() => find() !== undefined, { timeout: 6000, message: `a mail about ${words}` }).toBe(true);
  }).toPass({ timeout: 180_000 });
  const found = find();
  if (found === undefined) throw new Error(`no mail about ${words}`);
  return found;
}
