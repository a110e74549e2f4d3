import { validateAgainst, type Domains } from "@allotment/model";

/**
 * A host name in its one normal form: lower case, other scripts in punycode, no surrounding white space.
 *
 * @returns undefined when the text is not a host name of at least two labels (an address, a URL, a port, an empty label)
 */
export function normaliseHost(text: string): string | undefined {
  const trimmed = text.trim().replace(/\.$/, "");
  if (trimmed.length > 253 || /[\s/?#@:[\]\\%]/.test(trimmed)) return undefined;
  if (!URL.canParse(`https://${trimmed}`)) return undefined;
  const { hostname } = new URL(`https://${trimmed}`);
  const isHost = validateAgainst("common.schema.json#/$defs/HostName", hostname).length === 0;
  return isHost ? hostname : undefined;
}

/** The options that name an instance's hosts. */
export interface DomainOptions {
  readonly domain: string;
  readonly accountDomain?: string;
  readonly mediaDomain?: string;
}

/** The instance's hosts. `account` is null where handles end in the web host; `media` where there is no host for media. */
export function domainsOf(options: DomainOptions): Domains {
  const web = hostOf(options.domain);
  const account = options.accountDomain === undefined ? web : hostOf(options.accountDomain);
  const media = options.mediaDomain === undefined ? null : hostOf(options.mediaDomain);
  return { account: account === web ? null : account, web, media };
}

// Mappings are given validated options; what is no host name anyway is passed on as it is, for the schema to refuse.
function hostOf(text: string): string {
  return normaliseHost(text) ?? text;
}
