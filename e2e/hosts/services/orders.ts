/** A certificate that somebody asked for. */
export interface OrderRecord {
  readonly at: Date;
  readonly names: readonly string[];
  /** Why it was not passed on to the authority; null when it was. */
  readonly refused: string | null;
}

/** An answer instead of the authority's. */
export interface OrderRefusal {
  readonly status: number;
  /** Problem type, as in `urn:ietf:params:acme:error:rateLimited`. */
  readonly type: string;
  readonly detail: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What an authority does with orders. */
export interface Rules {
  readonly orders: readonly OrderRecord[];
  /** Refuses certificates for a host from now on: by its policy, or with another problem (`caa`, `unauthorized` …). */
  readonly refuse: (host: string, problem?: { readonly type: string; readonly detail: string }) => void;
  /** Says that there were too many certificates for a host, with Retry-After: for so many seconds from the next order on. */
  readonly limit: (host: string, seconds: number) => void;
  /** Ends both for a host, or for all. */
  readonly allow: (host?: string) => void;
  /** Notes an order, a JWS, and says what to answer; null: let the authority. */
  readonly judge: (jws: string) => OrderRefusal | null;
}

type Rule = (host: string) => OrderRefusal | null;

/** Nothing is refused in the beginning. */
export function createRules(): Rules {
  const orders: OrderRecord[] = [];
  const rules = new Map<string, Rule>();
  return {
    orders,
    refuse: (host, problem) => void rules.set(host, () => forbidden(host, problem)),
    limit: (host, seconds) => {
      let until: number | null = null;
      rules.set(host, () => {
        until ??= Date.now() + seconds * 1000;
        return Date.now() < until ? limited(until) : null;
      });
    },
    allow: (host) => (host === undefined ? rules.clear() : void rules.delete(host)),
    judge: (jws) => {
      const names = namesIn(jws);
      const refusal = names.map((name) => rules.get(name)?.(name) ?? null).find((one) => one !== null) ?? null;
      orders.push({ at: new Date(), names, refused: refusal?.type ?? null });
      return refusal;
    },
  };
}

const problems = "urn:ietf:params:acme:error:";

function forbidden(host: string, problem?: { readonly type: string; readonly detail: string }): OrderRefusal {
  const detail = `Cannot issue for "${host}": The ACME server refuses to issue a certificate for this domain name, because it is forbidden by policy`;
  const { type, detail: said } = problem ?? { type: "rejectedIdentifier", detail };
  return { status: type === "rejectedIdentifier" ? 400 : 403, type: `${problems}${type}`, detail: said, headers: {} };
}

// Let's Encrypt says the same in its sentence as in the header.
function limited(until: number): OrderRefusal {
  const seconds = Math.max(1, Math.ceil((until - Date.now()) / 1000));
  const when = new Date(Date.now() + seconds * 1000).toISOString().replace("T", " ").replace(/\..*/, " UTC");
  return {
    status: 429,
    type: `${problems}rateLimited`,
    detail: `too many certificates (5) already issued for this exact set of identifiers in the last 168h0m0s, retry after ${when}: see https://authority.example/rate-limits`,
    headers: { "retry-after": String(seconds) },
  };
}

function namesIn(jws: string): readonly string[] {
  const { payload } = JSON.parse(jws) as { payload: string };
  const { identifiers } = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as {
    identifiers: readonly { readonly value: string }[];
  };
  return identifiers.map(({ value }) => value);
}
