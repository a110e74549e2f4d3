import { selectorOf, type Finding } from "@allotment/model";
import { certificatesIn, parseAnswer } from "@allotment/orchestrators";
import { clipped } from "../errands/checks.ts";

const daySeconds = 86_400;

/** Days before its end at which a certificate that could not be renewed is told of, and at which it is urgent. */
const days = { tell: 21, urgent: 7 } as const;

/** Reasons that only whoever keeps the DNS can mend. */
const operators: ReadonlySet<string> = new Set(["dns", "connection", "unauthorized", "caa"]);

/**
 * What is wrong with the certificates of a machine: one that is missing, for it has ended or never came, and one that could not
 * be renewed while its end comes nearer.
 *
 * @param text the answer to `certificates` of the activation interface
 */
export function certificateFindings(machine: string, text: string, nowSeconds: number): Finding[] {
  return certificatesIn(parseAnswer(text)).flatMap(({ host, state, notAfterSeconds, reason, detail }): Finding[] => {
    if (state === "own") return [];
    const left = state === "valid" && notAfterSeconds !== null ? (notAfterSeconds - nowSeconds) / daySeconds : 0;
    if (left > 0 && (reason === null || left > days.tell)) return [];
    // Just installed, and on its way.
    if (left <= 0 && reason === null) return [];
    const said = clipped(detail);
    return [
      {
        code: left > 0 ? "certificate-not-renewed" : "certificate-missing",
        subject: host,
        params: {
          host,
          machine,
          reason: selectorOf(reason ?? "none"),
          said,
          isSaid: String(said !== ""),
          days: Math.floor(left),
        },
        turn: operators.has(reason ?? "") ? "operator" : "provider",
        severity: left > days.urgent ? "warning" : "problem",
      },
    ];
  });
}
