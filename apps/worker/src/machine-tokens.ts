import type { Description } from "@allotment/model";
import type { SecretValues } from "@allotment/secrets";
import { tokenDigest } from "@allotment/store";

/**
 * By what each machine of a deployment is known when it fetches its configuration: the SHA-256 of its token. Empty where
 * machines do not pull.
 */
export function machineTokens(
  { pull, machines }: Pick<Description, "pull" | "machines">,
  values: SecretValues,
): Readonly<Record<string, string>> {
  if (pull === undefined) return {};
  const tokens = Object.keys(machines).map((machine) => {
    const token = values.valueOf({ generated: `${machine}/pull-token`, output: "value" });
    return token === null ? [] : [[machine, tokenDigest(token)] as const];
  });
  return Object.fromEntries(tokens.flat());
}
