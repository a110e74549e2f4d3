import type { ChangeView, PlanDetails } from "@allotment/api";
import { EffectBadge, Fold } from "@allotment/ui";
import { rawTexts, texts } from "../../../../texts/texts.ts";
import { valueText } from "../value-text.ts";

type Kind = ChangeView["kind"];

/** Groups in the order in which people care. */
const kinds: readonly Kind[] = [
  "domain",
  "instance",
  "version",
  "option",
  "backups",
  "dns",
  "component",
  "resource",
  "machine",
  "secret",
  "setting",
];

/** Groups that stand open: what people decide about. Of a first plan only the addresses. */
const open: Readonly<Record<"first" | "later", readonly Kind[]>> = {
  first: ["domain", "instance"],
  later: ["domain", "instance", "version", "option", "backups", "dns", "component", "resource", "secret"],
};

/** All changes in words, by what they are about. */
export function Changes({ plan }: { readonly plan: PlanDetails }) {
  const t = texts("plan");
  const first = plan.mapBefore === null;
  const groups = kinds
    .map((kind) => ({ kind, changes: plan.changes.filter((change) => change.kind === kind) }))
    .filter(({ changes }) => changes.length > 0);
  return (
    <section className="u-stack" aria-labelledby="changes">
      <h2 id="changes">{t("groups.title")}</h2>
      {groups.map(({ kind, changes }) => (
        <Fold
          key={kind}
          summary={t("groups.count", { title: t(`groups.${kind}`), count: changes.length })}
          open={open[first ? "first" : "later"].includes(kind)}
        >
          <ul className="u-plain-list u-stack">
            {changes.map((change) => (
              <ChangeItem key={change.address} change={change} first={first} />
            ))}
          </ul>
        </Fold>
      ))}
    </section>
  );
}

function ChangeItem({ change, first }: { readonly change: ChangeView; readonly first: boolean }) {
  const t = texts("plan");
  const words = rawTexts("configuration").differences.values;
  const shown = change.kind === "option" || change.kind === "version";
  return (
    <li>
      <div className="u-row">
        <span>{change.sentence}</span>
        <span className="u-small u-soft">{t(`action.${change.action}`)}</span>
        {(!first || change.effect === "irreversible") && (
          <EffectBadge effect={change.effect} label={change.effectText} />
        )}
      </div>
      {shown && (
        <div className="c-diff__values">
          {change.action !== "create" && <del>{valueText(change.before, words)}</del>}
          {change.action !== "delete" && <ins>{valueText(change.after, words)}</ins>}
        </div>
      )}
    </li>
  );
}
