import type { FindingView } from "@allotment/api";
import { LinkButton, Notice } from "@allotment/ui";
import { texts } from "../../../../texts/texts.ts";
import { whereToLook } from "../where-to-look.ts";

/** What was found wrong at the last look: what it is, what to do, and whose turn it is. Nothing is shown for nothing. */
export function Troubles(props: {
  readonly findings: readonly FindingView[];
  readonly slug: string;
  readonly isProvider: boolean;
}) {
  const { findings } = props;
  if (findings.length === 0) return null;
  // Mostly it is the same for all of them: said once.
  const unharmed = [...new Set(findings.map((finding) => finding.unharmed))];
  return (
    <section className="u-stack" aria-labelledby="troubles">
      <h2 id="troubles">{texts("health")("troubles.title")}</h2>
      {findings.map((finding) => (
        <Trouble key={`${finding.code} ${finding.subject}`} {...props} finding={finding} />
      ))}
      <p className="u-soft c-prose">{unharmed.join(" ")}</p>
    </section>
  );
}

function Trouble(props: { readonly finding: FindingView; readonly slug: string; readonly isProvider: boolean }) {
  const { finding, slug, isProvider } = props;
  const { severity, turn, title, text, advice } = finding;
  const t = texts("health");
  const look = whereToLook(slug, finding);
  // What a provider does on machines helps nobody else.
  const others = turn === "provider" && !isProvider;
  return (
    <Notice
      tone={severity === "problem" ? "danger" : "warning"}
      title={title}
      action={look && !others && <LinkButton href={look.href}>{t(`troubles.go.${look.page}`)}</LinkButton>}
    >
      <p>{text}</p>
      <p>
        <strong>{t(`troubles.${turnKey(turn, isProvider)}`)}</strong> {!others && advice}
      </p>
    </Notice>
  );
}

function turnKey(turn: FindingView["turn"], isProvider: boolean) {
  if (turn === "operator") return isProvider ? "operatorThem" : "operator";
  return isProvider ? "providerSelf" : "provider";
}
