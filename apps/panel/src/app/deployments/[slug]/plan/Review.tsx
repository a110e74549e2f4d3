import type { DeploymentView, PlanDetails } from "@allotment/api";
import { EffectBadge, KeyValueList, Notice } from "@allotment/ui";
import { rawTexts, texts } from "../../../../texts/texts.ts";
import { AgreeForm } from "./AgreeForm.tsx";
import { Changes } from "./Changes.tsx";
import { PlanAgain } from "./PlanAgain.tsx";
import { PlanDetailsFolds } from "./PlanDetailsFolds.tsx";
import { PlanMap } from "./PlanMap.tsx";

/** A plan to read and agree to: in short, in words, as a map, and the machine's view one click below. */
export function Review(props: {
  readonly deployment: DeploymentView;
  readonly plan: PlanDetails;
  /** Whether a machine runs something else than what is deployed, so that installing the same again makes sense. */
  readonly drifted: boolean;
}) {
  const { deployment, plan, drifted } = props;
  const t = texts("plan");
  const notes = plan.diagnostics.filter(({ severity }) => severity === "information");
  return (
    <>
      {plan.stale.length > 0 && <Stale deployment={deployment} plan={plan} />}
      <Short plan={plan} />
      {plan.changes.length > 0 && <Changes plan={plan} />}
      {notes.length > 0 && (
        <Notice tone="info" title={t("notes")}>
          <ul className="u-list">
            {notes.map(({ code, address, summary, detail }) => (
              <li key={`${code} ${address}`}>
                {summary} {detail}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {plan.stale.length === 0 && !plan.deployed && <Agree deployment={deployment} plan={plan} drifted={drifted} />}
      <PlanMap
        before={plan.mapBefore}
        after={plan.mapAfter}
        beforeTitle={t(deployment.environment.practice ? "map.practiceBefore" : "map.before")}
      />
      <PlanDetailsFolds plan={plan} page={`/deployments/${deployment.slug}`} />
    </>
  );
}

function Stale({ deployment, plan }: { readonly deployment: DeploymentView; readonly plan: PlanDetails }) {
  const t = texts("plan");
  return (
    <Notice
      tone="warning"
      title={t("stale.title")}
      action={<PlanAgain deploymentId={deployment.id} slug={deployment.slug} label={t("planAgain")} />}
    >
      <ul className="u-list">
        {plan.stale.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <p>{t("stale.body")}</p>
    </Notice>
  );
}

function Short({ plan }: { readonly plan: PlanDetails }) {
  const t = texts("plan");
  const hosts = plan.changes.filter(({ kind }) => kind === "domain").map(({ sentence }) => sentence);
  return (
    <section className="u-stack">
      <h2>{t("summary.title")}</h2>
      <KeyValueList
        items={[
          ...(plan.mapBefore === null
            ? []
            : [
                { key: "created", label: t("summary.created"), value: plan.counts.create },
                { key: "changed", label: t("summary.changed"), value: plan.counts.update },
                { key: "removed", label: t("summary.removed"), value: plan.counts.delete },
                {
                  key: "effect",
                  label: t("summary.effect"),
                  value: <EffectBadge effect={plan.effect} label={plan.effectText} />,
                },
              ]),
          ...(hosts.length === 0
            ? []
            : [
                {
                  key: "addresses",
                  label: t("summary.addresses"),
                  value: (
                    <ul className="u-plain-list">
                      {hosts.map((host) => (
                        <li key={host}>{host}</li>
                      ))}
                    </ul>
                  ),
                },
              ]),
        ]}
      />
    </section>
  );
}

function Agree({ deployment, plan, drifted }: Parameters<typeof Review>[0]) {
  const t = texts("plan");
  const { practice } = deployment.environment;
  const same = plan.changes.length === 0 && deployment.live !== null;
  const first = plan.mapBefore === null ? "install" : "update";
  const submit = same && drifted ? (practice ? "practiseAgain" : "installAgain") : practice ? "practise" : first;
  const nothing = same && !drifted ? t(practice ? "agree.practiceNothing" : "agree.nothing") : null;
  return (
    <section className="u-stack c-panel" aria-labelledby="agree">
      <h2 id="agree">{t(practice ? "agree.practiceTitle" : "agree.title")}</h2>
      {same && drifted && <p className="c-prose">{t("agree.drifted")}</p>}
      <AgreeForm
        planId={plan.id}
        slug={deployment.slug}
        warnings={plan.warnings}
        disabledReason={deployment.actions.deploy ?? nothing}
        labels={{
          warnings: t("agree.warnings"),
          group: rawTexts("plan").agree.group,
          reason: t("agree.reason"),
          optional: t("agree.optional"),
          submit: t(`agree.${submit}`),
          after: t(practice ? "agree.afterPractice" : "agree.after"),
        }}
      />
    </section>
  );
}
