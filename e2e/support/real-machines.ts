import type { Page } from "@playwright/test";
import { askSnac } from "../hosts/snac-client.ts";
import type { TestHost } from "../hosts/index.ts";
import { expect } from "./test.ts";
import { heading } from "./pages.ts";

/** What the first day's page shows under this title, as somebody would copy it. */
export async function copied(page: Page, title: string): Promise<string> {
  return (await page.getByRole("region", { name: title }).innerText()).trim();
}

/**
 * Declares a machine as a provider does who stands on the page of the first day, with somebody at the machine's console.
 *
 * @param environment that it is added to; null for a new one, which is called “Our machines”
 * @param closedNetwork whether a new one is declared to have names that no public DNS knows
 */
export async function declareMachine(
  page: Page,
  host: TestHost,
  environment: string | null,
  closedNetwork = true,
): Promise<void> {
  await page.getByRole("link", { name: /^Declare (a|another) machine$/ }).click();
  await expect(heading(page)).toHaveText("Declare a machine");
  if (environment !== null) await page.getByLabel("For which environment").selectOption({ label: environment });
  await page.getByLabel("Name of the machine").fill(host.name);
  await page.getByLabel("IP address").fill(host.ipv4);
  await page.getByRole("button", { name: "Ask it for its key" }).click();
  const shown = await copied(page, `${host.ipv4} answered with this key`);
  const command = (await copied(page, "On the machine’s own console, not over SSH")).split(" ");
  const { stdout } = await host.run(command);
  expect(stdout.split(" ")[1], "what the machine's console says").toBe(shown);
  await page.getByRole("button", { name: "They are the same: test the machine" }).click();
  await expect(page.getByText("The worker may log in as root.")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("radio", { name: /Another Linux with Nix/ })).toBeChecked();
  // Test hosts have smaller disks than anything that one could buy.
  await page.getByLabel("Disk in GiB").fill("40");
  if (environment === null) {
    await page.getByLabel("Mail address for certificates").fill("hostmaster@provider.example");
    if (closedNetwork) await page.getByLabel("The names of this place are not in the public DNS").check();
  }
  await page
    .getByRole("button", { name: environment === null ? "Make the environment with it" : /^Add it to/ })
    .click();
}

/** Makes the first administrator's link on the page of a run that is over, and has it opened in another browser. */
export async function claimedAccount(
  page: Page,
  visitor: Page,
): Promise<{ readonly username: string; readonly password: string }> {
  await page.getByRole("button", { name: "Make the link" }).click();
  await visitor.goto(await page.getByLabel("Link for the first administrator").inputValue());
  await visitor.getByRole("button", { name: "Show the password" }).click();
  const password = visitor.getByLabel("Password");
  await expect(password).toHaveValue(/./, { timeout: 60_000 });
  return { username: await visitor.getByLabel("User name").inputValue(), password: await password.inputValue() };
}

/** Makes a machine on which snac does not start under one name, however right the configuration is. */
export async function refuseTitle(host: TestHost, title: string): Promise<void> {
  const wrapper = `#!/bin/sh\nif [ "$1" = httpd ] && grep -qF '${title}' /var/lib/snac/server.json; then echo "no room" >&2; exit 1; fi\nexec /usr/bin/snac "$@"\n`;
  const { exitCode, stderr } = await host.run(
    ["sh", "-c", "cat > /usr/local/bin/snac && chmod 755 /usr/local/bin/snac"],
    {
      input: wrapper,
    },
  );
  if (exitCode !== 0) throw new Error(stderr);
}

/** What a site answers at the address of a host, whatever the DNS says. */
export async function siteOn(host: TestHost, name: string, path = "/"): Promise<string> {
  const { status, body } = await askSnac({ host: name, address: host.ipv4 }, path);
  if (status !== 200) throw new Error(`${name}${path} answers ${status}.`);
  return body;
}

/** Asks a site again and again. @returns stops asking, and says how often it answered and why it did not */
export function keepAsking(ask: () => Promise<unknown>): () => Promise<{ times: number; failures: string[] }> {
  let asking = true;
  let times = 0;
  const failures: string[] = [];
  const round = async (): Promise<void> => {
    while (asking) {
      await ask().then(
        () => (times += 1),
        (error: unknown) => failures.push(String(error)),
      );
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const rounds = round();
  return async () => {
    asking = false;
    await rounds;
    return { times, failures };
  };
}
