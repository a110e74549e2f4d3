import type { Caller, DeploymentView } from "@allotment/api";
import { Argument, Command, Option } from "commander";
import { CliError } from "../exit.ts";
import { apiOptions, withApi, type ApiOptions } from "../with-api.ts";
import { erasureText, previewText, stateLine } from "./deployment-text.ts";

/** `allot deployment …`: what a deployment is wanted to be, on the server that has the data folder. */
export function deploymentCommand(): Command {
  return new Command("deployment")
    .description("list deployments; suspend, resume, remove them (on the server that has the data folder)")
    .addCommand(listCommand())
    .addCommand(previewCommand())
    .addCommand(suspendCommand())
    .addCommand(resumeCommand())
    .addCommand(removeCommand())
    .addCommand(keepCommand())
    .addCommand(eraseNowCommand())
    .addCommand(erasureCommand());
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** A command about one deployment, by its short name. */
function about<Options extends ApiOptions>(
  name: string,
  description: string,
  act: (caller: Caller, deployment: DeploymentView, options: Options) => Promise<void>,
): Command {
  return apiOptions(
    new Command(name).description(description).addArgument(new Argument("<deployment>", "short name")),
  ).action((slug: string, options: Options) =>
    withApi(options, async (caller) => act(caller, await caller.deployment.get({ slug }), options)),
  );
}

function listCommand(): Command {
  return apiOptions(new Command("list").description("deployments with what is wanted of them and what is true"))
    .option("--removed", "those of which only the record is left")
    .action((options: ApiOptions & { removed?: true }) =>
      withApi(options, async (caller) => {
        const deployments = await caller.deployment.list({ removed: options.removed ?? false });
        for (const deployment of deployments) say(stateLine(deployment));
      }),
    );
}

type Reason = ApiOptions & { reason?: string };

function withReason(command: Command): Command {
  return command.option("--reason <words>", "why, for the record");
}

function previewCommand(): Command {
  const states = new Option("--to <state>", "the state")
    .choices(["suspended", "running", "removed"])
    .makeOptionMandatory();
  type To = ApiOptions & { to: "suspended" | "running" | "removed" };
  return about<To>("preview", "say what another state would mean; nothing is changed", async (caller, { id }, { to }) =>
    say(previewText(await caller.deployment.preview({ deploymentId: id, desired: to }))),
  ).addOption(states);
}

function suspendCommand(): Command {
  return withReason(
    about<Reason>("suspend", "stop what is live and keep it; its site says so", async (caller, { id }, { reason }) =>
      sayRun(await caller.deployment.suspend({ deploymentId: id, reason })),
    ),
  );
}

function resumeCommand(): Command {
  return withReason(
    about<Reason>("resume", "start again what was suspended", async (caller, { id }, { reason }) =>
      sayRun(await caller.deployment.resume({ deploymentId: id, reason })),
    ),
  );
}

function sayRun({ runId }: { readonly runId: string | null }): void {
  say(runId === null ? "It is so already; nothing has to be done." : `Asked for: run ${runId}.`);
}

type Removing = Reason & { confirm?: string; backup?: true; declineBackup?: string; graceDays?: string };

function removeCommand(): Command {
  const command = about<Removing>(
    "remove",
    "suspend it now and erase it when the grace period is over",
    async (caller, deployment, options) => {
      const { confirm = "", reason, graceDays } = options;
      const days = graceDays === undefined ? {} : { graceDays: daysOf(graceDays) };
      const wish = { deploymentId: deployment.id, confirm, reason, backup: backupOf(options), ...days };
      const { runId, eraseAt } = await caller.deployment.remove(wish);
      if (eraseAt === null) return say("Nothing of it was ever installed: it is gone.");
      if (runId !== null) say(`It is being suspended: run ${runId}.`);
      say(`Its data is erased from ${eraseAt} on. Until then: allot deployment keep ${deployment.slug}`);
    },
  );
  return withReason(command)
    .option("--confirm <deployment>", "the short name once more: this erases what people made")
    .option("--backup", "take a last backup before anything is erased")
    .option("--decline-backup <words>", "take none, and say why in your own words")
    .option("--grace-days <days>", "days in which it can still be kept (14 unless said otherwise)");
}

function backupOf({ backup, declineBackup }: Removing): "take" | { declined: string } {
  if (backup === true && declineBackup === undefined) return "take";
  if (backup === undefined && declineBackup !== undefined) return { declined: declineBackup };
  throw new CliError("Say either --backup or --decline-backup WORDS.");
}

function daysOf(text: string): number {
  const days = Number(text);
  if (text.trim() === "" || !Number.isInteger(days))
    throw new CliError(`--grace-days has to be a number, not “${text}”.`);
  return days;
}

function keepCommand(): Command {
  return about("keep", "take a removal back while nothing was erased", async (caller, { id, slug }) => {
    await caller.deployment.keep({ deploymentId: id });
    say(`${slug} is kept. To start it again: allot deployment resume ${slug}`);
  });
}

function eraseNowCommand(): Command {
  return about<ApiOptions & { confirm?: string }>(
    "erase-now",
    "end the grace period of a removal, or try again at once",
    async (caller, { id }, { confirm = "" }) => {
      await caller.deployment.eraseNow({ deploymentId: id, confirm });
      say("The worker begins within moments. This cannot be taken back.");
    },
  ).option("--confirm <deployment>", "the short name once more: this erases what people made");
}

function erasureCommand(): Command {
  return about<ApiOptions & { json?: true }>(
    "erasure",
    "the record of what was erased, and what was not",
    async (caller, { id, slug }, { json }) => {
      const record = await caller.deployment.erasure({ deploymentId: id });
      if (record === null) throw new CliError(`Nothing of ${slug} was erased.`);
      say(json ? JSON.stringify(record, null, 2) : erasureText(record));
    },
  ).option("--json", "print it as JSON");
}
