import type { Description, HttpIngressResult, Slug } from "@allotment/model";
import { visible } from "../tool-output.ts";
import type { Answer } from "./answers.ts";

/** How the certificate of one host stands, in the words of its machine (nix/host/certificates/allotment-certificates.sh). */
export interface CertificateStatus {
  readonly host: string;
  /** `own`: the machine signs for good; `refused`: nothing changes until somebody does something. */
  readonly state: "own" | "waiting" | "refused" | "valid";
  /** When it ends, in seconds since 1970; null where there is none of the authority. */
  readonly notAfterSeconds: number | null;
  /** When the machine tries next, in seconds since 1970; null where nothing is planned. */
  readonly nextTrySeconds: number | null;
  /** Why the last try failed: the last word of ACME's problem type, or a word of the machine's own; null for none. */
  readonly reason: string | null;
  /** What the authority or a program said about it; may be empty. */
  readonly detail: string;
}

const states = ["own", "waiting", "refused", "valid"] as const;
const line =
  /^(?<host>\S{1,253}) (?<state>\S{1,20}) (?<ends>\S{1,15}) (?<next>\S{1,15}) (?<reason>\S{1,60})(?: (?<detail>.*))?$/;

/** Reads the answer to `certificates`; lines that are not well-formed are left out. */
export function certificatesIn(answer: Answer): readonly CertificateStatus[] {
  return (answer.get("certificate") ?? []).flatMap((text) => {
    const { host, state: word, ends, next, reason, detail = "" } = line.exec(text)?.groups ?? {};
    const state = states.find((known) => known === word);
    if (host === undefined || state === undefined || reason === undefined) return [];
    return [
      {
        host,
        state,
        notAfterSeconds: secondsOf(ends),
        nextTrySeconds: secondsOf(next),
        reason: /^[A-Za-z][A-Za-z-]*$/.test(reason) ? reason : null,
        detail: visible(detail),
      },
    ];
  });
}

function secondsOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** A host that an authority has to sign for. */
export interface WantedCertificate {
  readonly host: string;
  readonly machine: Slug;
}

/**
 * The hosts of a description that an authority has to sign for. Nobody waits for those of what is suspended or switched off: a
 * community can be stopped whatever its certificates are like.
 */
export function wantedCertificates({ instances }: Description): readonly WantedCertificate[] {
  const results = Object.values(instances)
    .filter(({ stopped }) => stopped === undefined)
    .flatMap(({ bindings }) => Object.values(bindings))
    .filter(({ type }) => type === "http-ingress")
    .map(({ result }) => result as unknown as HttpIngressResult)
    .filter(({ acmeServer }) => acmeServer !== null);
  return [...new Map(results.map(({ host, machine }) => [host, { host, machine }])).values()];
}
