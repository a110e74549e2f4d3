import type { FindingView } from "@allotment/api";
import { Notice } from "@allotment/ui";
import { texts } from "../../../../texts/texts.ts";

/** What was found wrong at the last look: what it is, what to do, and whose turn it is. Nothing is shown for nothing. */
export function Troubles(props: { readonly findings: readonly FindingView[]; readonly isProvider: boolean }) {
  const { findings, isProvider } = props;
  const t = texts("health");
  if (findings.length === 0) return null;
  return (
    <section className="u-stack" aria-labelledby="troubles">
      <h2 id="troubles">{t("troubles.title")}</h2>
      {findings.map(({ code, subject, severity, turn, title, text, unharmed, advice }) => (
        <Notice key={`${code} ${subject}`} tone={severity === "problem" ? "danger" : "warning"} title={title}>
          <p>
            {text} {unharmed}
          </p>
          <p>
            <strong>{t(`troubles.${turnKey(turn, isProvider)}`)}</strong> {advice}
          </p>
        </Notice>
      ))}
    </section>
  );
}

function turnKey(turn: FindingView["turn"], isProvider: boolean) {
  if (turn === "operator") return isProvider ? "operatorThem" : "operator";
  return isProvider ? "providerSelf" : "provider";
}
