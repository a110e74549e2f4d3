import { request } from "node:https";
import type { LookupFunction } from "node:net";
import { redirectedPaths, type NeededRedirect } from "@allotment/model";
import type { NameFinding } from "@allotment/store";
import { withinTime } from "../time-limit.ts";
import { plainFinding } from "./finding.ts";
import { isPublicAddress } from "../public-address.ts";
import type { Resolver } from "./resolver.ts";

/** What a website answered: its status, and where it sends. Null where it did not answer. */
export type AskSite = (
  url: URL,
  address: string,
  signal: AbortSignal,
) => Promise<{ readonly status: number; readonly location: string | null } | null>;

const patienceMilliseconds = 10_000;

/**
 * Asks the website of a handle domain for a person, as other servers do, and looks where it sends. Asks addresses of the
 * internet alone, follows nothing and reads no body.
 */
export async function lookAtRedirect(
  { account, web }: NeededRedirect,
  {
    resolver,
    askSite,
    signal,
  }: Readonly<{ resolver: Pick<Resolver, "resolveAddress">; askSite: AskSite; signal: AbortSignal }>,
): Promise<NameFinding> {
  const addresses = await resolver.resolveAddress(account).catch(() => []);
  const address = addresses.find(isPublicAddress);
  if (address === undefined) return plainFinding("unknown", addresses);
  const url = new URL(`https://${account}${redirectedPaths[0]}?resource=acct:allotment-test@${account}`);
  const answer = await askSite(url, address, signal);
  return judgeRedirect(url, web, answer);
}

/** Whether an answer sends other servers to the community's own site, with what they asked for. */
export function judgeRedirect(url: URL, web: string, answer: Awaited<ReturnType<AskSite>>): NameFinding {
  if (answer === null) return plainFinding("silent");
  const { status, location } = answer;
  if (status < 300 || status > 399 || location === null) return plainFinding("missing", [String(status)]);
  const target = URL.canParse(location, url) ? new URL(location, url) : null;
  const there = target?.protocol === "https:" && target.hostname === web && target.pathname === url.pathname;
  const whole = target?.searchParams.get("resource") === url.searchParams.get("resource");
  return plainFinding(there && whole ? "right" : "elsewhere", [`${status} ${location.slice(0, 200)}`]);
}

/** Asks by HTTPS at this address, whatever the name leads to meanwhile. */
export const askSite: AskSite = async (url, address, signal) => {
  try {
    return await withinTime(signal, patienceMilliseconds, (limited) => ask(url, address, limited));
  } catch {
    signal.throwIfAborted();
    return null;
  }
};

function ask(url: URL, address: string, signal: AbortSignal): ReturnType<AskSite> {
  const family = address.includes(":") ? 6 : 4;
  const lookup: LookupFunction = (_host, options, done) =>
    options.all === true ? done(null, [{ address, family }]) : done(null, address, family);
  return new Promise((resolve, reject) => {
    const asking = request(
      url,
      { lookup, signal, agent: false, headers: { accept: "application/jrd+json" } },
      (answer) => {
        resolve({ status: answer.statusCode ?? 0, location: answer.headers.location ?? null });
        answer.destroy();
      },
    );
    asking.on("error", reject);
    asking.end();
  });
}
