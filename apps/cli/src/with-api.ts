import { createApi, problemOf, readSettings, type Caller, type Problem } from "@allotment/api";
import { system, type Store, type UserActor } from "@allotment/store";
import type { Command } from "commander";
import { CliError } from "./exit.ts";
import { dataOptions, withStore, type DataOptions } from "./with-store.ts";

/** Where the data is, and in whose name something is done. */
export interface ApiOptions extends DataOptions {
  readonly as: string;
}

/** Adds the options that say where the data is and who asks. */
export function apiOptions(command: Command): Command {
  return dataOptions(command).requiredOption(
    "--as <username>",
    "the provider's account in whose name it is done; it stands in the audit log",
  );
}

/**
 * Opens the API on the data folder for one command, with the verbs and refusals that the panel has. Whoever can read the
 * data folder can do everything with it; that it is done in a provider's name keeps the audit log honest about members.
 *
 * @throws CliError with the sentences of a refusal
 */
export async function withApi(options: ApiOptions, act: (caller: Caller) => Promise<void>): Promise<void> {
  await withStore(options, async (store) => {
    const actor = await providerNamed(store, options.as);
    const read = readSettings({ ...process.env, ALLOTMENT_DATA: options.data }, process.cwd());
    if ("problem" in read) throw new CliError(read.problem);
    const api = createApi({ store, settings: read.settings });
    try {
      await act(api.callerAs(actor));
    } catch (error) {
      const problem = problemOf(error);
      if (problem === null) throw error;
      throw new CliError(problemText(problem));
    }
  });
}

async function providerNamed(store: Store, username: string): Promise<UserActor> {
  const user = (await store.users.list(system, {})).find((one) => one.username === username.toLowerCase());
  const actor = user && (await store.users.actorOf(system, { userId: user.id }));
  if (actor?.role === "provider") return actor;
  throw new CliError(`“${username}” is no provider's account that can sign in. \`allot account list\` shows them.`);
}

function problemText({ summary, unharmed, next, diagnostics }: Problem): string {
  const reasons = diagnostics.map((one) => `- ${one.summary} ${one.detail}`);
  return [`${summary} ${unharmed} ${next}`, ...reasons].join("\n");
}
