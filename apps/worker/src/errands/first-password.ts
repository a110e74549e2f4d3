import type { Description, FirstAdministrator } from "@allotment/model";
import { asRoot, sshTarget, type HostOutcome, type RunOnHost, type SshTarget } from "@allotment/orchestrators";
import { newPassword, openValues, wantedValues } from "@allotment/secrets";
import type { Revealed } from "@allotment/store";
import type { ErrandContext } from "./handler.ts";

/** A first administrator of what is deployed. */
export interface Administered {
  readonly deploymentId: string;
  readonly instance: string;
  readonly description: Description;
  readonly administrator: FirstAdministrator;
}

/** The password, or why there is none. At hand for the length of one errand, and never logged. */
export type FirstPasswordOutcome =
  { readonly password: string } | { readonly problem: NonNullable<Revealed["problem"]> };

const passwordLength = 24;

/** Longest password that an application may print: what a machine says goes on as it is, so it has a limit. */
const printedLengthMax = 200;

/**
 * Gets or makes the password of a first administrator: as the description generated it, or by the application's own
 * command on its machine. No password is an argument there.
 *
 * @throws the signal's reason when aborted
 */
export async function firstPassword(
  run: RunOnHost,
  administered: Administered,
  context: ErrandContext,
): Promise<FirstPasswordOutcome> {
  const { command, password: source, username, email } = administered.administrator;
  if (source.from === "generator") return generatedPassword(administered, source.generator, context);
  const call = onMachine(run, administered, context);
  if (call === null) return { problem: "not-there" };
  if (source.from === "input") {
    const password = newPassword(passwordLength);
    const outcome = await call(command, JSON.stringify({ username, email, name: username, password }));
    return troubleOf(outcome) ?? { password };
  }
  const first = await call(command, "");
  // The account may be there from an earlier time.
  const outcome = first.kind === "done" && first.exitCode !== 0 ? await call(source.again, "") : first;
  if (outcome.kind !== "done" || outcome.exitCode !== 0) return troubleOf(outcome) ?? { problem: "command-failed" };
  const line = outcome.stdout.split("\n").find((one) => one.startsWith(source.after));
  const password = line?.slice(source.after.length).trim() ?? "";
  return password === "" || password.length > printedLengthMax ? { problem: "command-failed" } : { password };
}

async function generatedPassword(
  { deploymentId, description }: Administered,
  generated: string,
  { store, actor, keys }: ErrandContext,
): Promise<FirstPasswordOutcome> {
  const kept = await store.secrets.generated(actor, { deploymentId });
  const wanted = wantedValues(description.generators, kept).filter(({ name }) => name === generated);
  const values = await openValues(keys, { generated: wanted, given: [] });
  const password = values.valueOf({ generated, output: "value" });
  return password === null ? { problem: "not-there" } : { password };
}

// The application's commands are in the system's profile; a shell that nobody logged in to does not look there.
const searchPath =
  "PATH=/run/wrappers/bin:/run/current-system/sw/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
const timeoutSeconds = 60;

function onMachine(
  run: RunOnHost,
  { description, instance, administrator }: Administered,
  { sshKeyFile, signal }: ErrandContext,
): ((argv: readonly string[], input: string) => Promise<HostOutcome>) | null {
  const name = description.instances[instance]?.components[administrator.component]?.machine ?? "";
  const machine = description.machines[name];
  const target: SshTarget | null = machine ? sshTarget(name, machine, sshKeyFile) : null;
  if (target === null) return null;
  return (argv, input) => run(target, asRoot(target, ["env", searchPath, ...argv]), { input, timeoutSeconds, signal });
}

function troubleOf(outcome: HostOutcome): FirstPasswordOutcome | null {
  if (outcome.kind !== "done") return { problem: outcome.kind };
  return outcome.exitCode === 0 ? null : { problem: "command-failed" };
}
