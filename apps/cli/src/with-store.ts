import { openStore, StoreUnavailable, type NewInvitation, type Store, type StoreResult } from "@allotment/store";
import type { Command } from "commander";
import { resolve } from "node:path";
import { CliError } from "./exit.ts";

/** Where the data of an installation is. */
export interface DataOptions {
  readonly data: string;
}

/** Adds the option that says where the data is. */
export function dataOptions(command: Command): Command {
  return command.option("--data <folder>", "the data folder", process.env["ALLOTMENT_DATA"] ?? "data");
}

/** Opens the store of a data folder for one command. @throws CliError in a sentence when it cannot be used */
export async function withStore(options: DataOptions, act: (store: Store) => Promise<void>): Promise<void> {
  const folder = resolve(options.data);
  // What SQLite makes beside the database is nobody else's to read.
  process.umask(0o077);
  try {
    const store = openStore({ folder });
    try {
      await act(store);
    } finally {
      store.close();
    }
  } catch (error) {
    if (error instanceof StoreUnavailable) throw new CliError(`${folder}: ${error.message}`);
    throw error;
  }
}

/** The value of a write. @throws CliError when it was refused */
export function valueOf<Value>(result: StoreResult<Value>): Value {
  if (result.ok) return result.value;
  throw new CliError(
    refusals[result.conflict.code] ?? `It was refused (${result.conflict.code}). Nothing has changed.`,
  );
}

const refusals: Readonly<Record<string, string>> = {
  "last-provider": "This is the last provider account that can sign in. Make another one first; nothing has changed.",
};

/** The link of an invitation; the address is the one people use. */
export function invitationLink({ token }: NewInvitation): string {
  const address = (process.env["ALLOTMENT_PUBLIC_URL"] ?? "http://127.0.0.1:3000").replace(/\/+$/, "");
  return `${address}/invitation?token=${encodeURIComponent(token)}`;
}
