import type { NeededRecord } from "@allotment/model";
import { plainAddress, plainName } from "./answer.ts";
import type { Expectation } from "./judge.ts";

const everything = (values: readonly string[]) => values;

/** What a record has to be like. Null where there is nothing to compare with: the address is not known yet. */
export function expectationOf({ type, value, purpose }: NeededRecord): Expectation | null {
  if (purpose === "spf") return spf(value ?? "");
  if (purpose === "dmarc") return startingWith(/^v=DMARC1\s*(?:;|$)/i, () => true);
  if (purpose === "dkim") return dkim(type, value);
  if (value === null) return null;
  const wanted = type === "A" || type === "AAAA" ? plainAddress(value) : plainName(value);
  return { about: everything, fits: (values) => values.length > 0 && values.every((one) => one === wanted) };
}

/** That nothing stands there: an address that leads elsewhere, beside the right one of another kind. */
export const nothing: Expectation = { about: everything, fits: (values) => values.length === 0 };

function startingWith(start: RegExp, fits: (text: string) => boolean): Expectation {
  return {
    about: (values) => values.filter((text) => start.test(text)),
    fits: ([only, ...more]) => only !== undefined && more.length === 0 && fits(only),
  };
}

// There is one record for all who send, and a domain that has it already keeps what it says about others.
function spf(value: string): Expectation {
  const needed = value.split(" ").filter((part) => /^(?:a|include):/.test(part));
  return startingWith(/^v=spf1(?: |$)/i, (text) => {
    const parts = text.toLowerCase().split(/\s+/);
    return needed.every((part) => parts.includes(part) || parts.includes(`+${part}`));
  });
}

// Blanks in the text of a key have no meaning (RFC 6376, 3.6.1).
function dkim(type: NeededRecord["type"], value: string | null): Expectation {
  if (type === "CNAME") {
    const wanted = plainName(value ?? "");
    return { about: everything, fits: (values) => values.length === 1 && values[0] === wanted };
  }
  const key = (text: string) => /(?:^|;)\s*p=([A-Za-z0-9+/=\s]*)/.exec(text)?.[1]?.replaceAll(/\s/g, "") ?? "";
  const wanted = value === null ? null : key(value);
  return startingWith(/(?:^|;)\s*p=/, (text) => key(text) !== "" && (wanted === null || key(text) === wanted));
}
