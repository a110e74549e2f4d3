import { system, type Store, type UserRecord } from "@allotment/store";
import { Command } from "commander";
import { CliError } from "../exit.ts";
import { dataOptions, invitationLink, valueOf, withStore, type DataOptions } from "../with-store.ts";

/** `allot account …`: what a provider does with accounts, on the server itself. No mail is needed for any of it. */
export function accountCommand(): Command {
  return new Command("account")
    .description("list accounts, invite, disable, reset passwords (on the server that has the data folder)")
    .addCommand(listCommand())
    .addCommand(inviteCommand())
    .addCommand(resetCommand())
    .addCommand(disableCommand("disable", true))
    .addCommand(disableCommand("enable", false));
}

function listCommand(): Command {
  return dataOptions(new Command("list").description("list accounts")).action((options: DataOptions) =>
    withStore(options, async (store) => {
      const users = await store.users.list(system, {});
      for (const user of users)
        process.stdout.write(
          `${user.username}\t${user.role}\t${user.disabledAt ? "disabled" : "active"}\t${user.name}\n`,
        );
    }),
  );
}

function inviteCommand(): Command {
  return dataOptions(
    new Command("invite").description(
      "make a link that makes an account: for an operator (made when new), or a provider",
    ),
  )
    .option("--operator <name>", "name of the operator the account is for")
    .option("--provider", "another provider instead")
    .action((options: DataOptions & { operator?: string; provider?: true }) =>
      withStore(options, async (store) => {
        if ((options.operator === undefined) === (options.provider === undefined))
          throw new CliError("Say either --operator NAME or --provider.");
        const operatorId = options.operator === undefined ? null : await operatorNamed(store, options.operator);
        const userRole = operatorId === null ? "provider" : "operator";
        const memberRole = operatorId === null ? null : "owner";
        const made = valueOf(await store.invitations.invite(system, { userRole, operatorId, memberRole }));
        process.stdout.write(`${invitationLink(made)}\nValid until ${made.invitation.expiresAt}, once.\n`);
      }),
    );
}

async function operatorNamed(store: Store, name: string): Promise<string> {
  const known = (await store.operators.list(system, {})).find((operator) => operator.name === name);
  return known ? known.id : valueOf(await store.operators.create(system, { name })).id;
}

function resetCommand(): Command {
  return dataOptions(new Command("reset-password").description("make a link for a new password"))
    .argument("<username>")
    .action((username: string, options: DataOptions) =>
      withStore(options, async (store) => {
        const user = await userNamed(store, username);
        const made = valueOf(await store.invitations.reset(system, { userId: user.id }));
        process.stdout.write(
          `${invitationLink(made)}\nValid until ${made.invitation.expiresAt}, once. The old password works until then.\n`,
        );
      }),
    );
}

function disableCommand(name: "disable" | "enable", disabled: boolean): Command {
  return dataOptions(
    new Command(name).description(
      disabled ? "end all sessions of an account and refuse new ones" : "let a disabled account sign in again",
    ),
  )
    .argument("<username>")
    .action((username: string, options: DataOptions) =>
      withStore(options, async (store) => {
        const user = await userNamed(store, username);
        valueOf(await store.users.setDisabled(system, { userId: user.id, disabled }));
        process.stdout.write(`${username} is ${disabled ? "disabled; what runs goes on running" : "enabled"}.\n`);
      }),
    );
}

async function userNamed(store: Store, username: string): Promise<UserRecord> {
  const user = (await store.users.list(system, {})).find((one) => one.username === username.toLowerCase());
  if (!user) throw new CliError(`There is no account “${username}”. \`allot account list\` shows them.`);
  return user;
}
