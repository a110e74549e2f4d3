import type { Domains, ResourceRequirement, Role } from "@allotment/model";

/** What the virtual hosts of an instance need to be. */
export interface WebNeeds {
  readonly domains: Domains;
  /** Component whose machine the hosts point to. */
  readonly component: Role;
  /** Whether the web host upgrades connections. */
  readonly websockets: boolean;
  /** Largest upload in MiB. */
  readonly bodyMiBMax: number;
  /** False where the account domain has a website of its own, which redirects WebFinger itself. */
  readonly accountServedHere?: boolean;
}

type Purpose = "web" | "media" | "account";

const recordPurpose = { web: "address", media: "media", account: "account-redirect" } as const;
const roleOf = { web: "site", media: "media", account: "account" } as const;

/**
 * Virtual hosts and DNS records of an instance, from its domains: roles `site`, `media`, `account` (http-ingress) and
 * `dns-site`, `dns-media`, `dns-account` (dns-record), each only where there is such a host.
 */
export function webResources(needs: WebNeeds): Readonly<Record<Role, ResourceRequirement>> {
  const { web, media, account } = needs.domains;
  return {
    ...hostResources("web", web, needs),
    ...(media === null ? {} : hostResources("media", media, needs)),
    ...(account === null || needs.accountServedHere === false ? {} : hostResources("account", account, needs)),
  };
}

function hostResources(purpose: Purpose, host: string, needs: WebNeeds): Record<Role, ResourceRequirement> {
  const { component } = needs;
  const uploads = purpose === "web";
  return {
    [roleOf[purpose]]: {
      type: "http-ingress",
      request: {
        host,
        purpose,
        websockets: uploads && needs.websockets,
        bodyMiBMax: uploads ? needs.bodyMiBMax : 1,
      },
      need: "required",
      component,
    },
    [`dns-${roleOf[purpose]}`]: {
      type: "dns-record",
      request: { name: host, purpose: recordPurpose[purpose], kind: "A+AAAA" },
      need: "required",
      component,
    },
  };
}
