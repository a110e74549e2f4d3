import type { SpokenDiagnostic } from "@allotment/api";
import { LinkButton, Notice } from "@allotment/ui";
import { texts } from "../../../../texts/texts.ts";
import { optionOf } from "../field-addresses.ts";
import { PlanAgain } from "./PlanAgain.tsx";

/** Why what is saved cannot be installed: what is wrong, or which dimension ran out, and what to do. */
export function Refused(props: {
  readonly diagnostics: readonly SpokenDiagnostic[];
  readonly deploymentId: string;
  readonly slug: string;
}) {
  const { diagnostics, slug } = props;
  const t = texts("plan");
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const short = errors.filter(({ code }) => code.startsWith("short-of-"));
  const others = errors.filter((error) => !short.includes(error));
  return (
    <Notice
      tone="warning"
      title={t("refused.title")}
      action={
        <>
          <LinkButton href={`/deployments/${slug}`} variant="primary">
            {t("toConfiguration")}
          </LinkButton>
          <PlanAgain deploymentId={props.deploymentId} slug={slug} label={t("planAgain")} variant="plain" />
        </>
      }
    >
      <Sentences diagnostics={others} slug={slug} />
      {short.length > 0 && (
        <>
          <p>{t("refused.fit")}</p>
          <Sentences diagnostics={short} slug={slug} />
        </>
      )}
      <p>{t("refused.next")}</p>
    </Notice>
  );
}

function Sentences({
  diagnostics,
  slug,
}: {
  readonly diagnostics: readonly SpokenDiagnostic[];
  readonly slug: string;
}) {
  return (
    <ul className="u-list">
      {diagnostics.map(({ code, address, summary, detail }) => {
        const option = optionOf(address);
        return (
          <li key={`${code} ${address}`}>
            {option === null ? summary : <a href={`/deployments/${slug}?instance=${option.instance}`}>{summary}</a>}{" "}
            {detail}
          </li>
        );
      })}
    </ul>
  );
}
