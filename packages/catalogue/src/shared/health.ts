import type { Domains, HealthCheck, HealthPurpose, HttpHealthCheck, Role, Slug } from "@allotment/model";

/** A request that has to be answered with one of these status codes; 200 unless given. */
export function request(
  url: string,
  purpose: HealthPurpose,
  { statuses = [200], ...rest }: Partial<Pick<HttpHealthCheck, "statuses" | "accept">> = {},
): HealthCheck {
  return { url, statuses, purpose, ...rest };
}

/**
 * What other servers ask first when somebody looks for an account here (RFC 7033). That the account is gone is an answer
 * too: the application looked for it.
 *
 * @param site without a slash at its end, where the application itself answers
 */
export function webFinger(site: string, username: string, { account, web }: Domains): HealthCheck {
  const resource = encodeURIComponent(`acct:${username}@${account ?? web}`);
  return request(`${site}/.well-known/webfinger?resource=${resource}`, "federation", { statuses: [200, 404] });
}

/** The application's own program on the machine, `allotment-probe-<application>`, which is told the instance. */
export function probe(
  application: string,
  instance: Slug,
  component: Role,
  purposes: readonly HealthPurpose[],
): HealthCheck {
  return { component, probe: [`allotment-probe-${application}`, instance], purposes: [...purposes] };
}
