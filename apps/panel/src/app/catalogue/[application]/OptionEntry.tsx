import type { OptionSchema } from "@allotment/model";
import { Badge, KeyValueList, type KeyValue } from "@allotment/ui";
import { texts } from "../../../texts/texts.ts";
import { sayAllowed, sayRecommended, sayValue } from "./say-option.ts";

/** One option: what it is for, its default, what is allowed and recommended, and what a change does. */
export function OptionEntry({ name, option }: { readonly name: string; readonly option: OptionSchema }) {
  const t = texts("catalogue");
  const { level, immutable, secret, upstream } = option["x-allotment"];
  return (
    <article className="c-reference__entry" id={`option-${name}`}>
      <div className="u-row">
        <h3>{option.title}</h3>
        {level === "essential" && <Badge>{t("option.essential")}</Badge>}
        {immutable && (
          <Badge tone="warning" icon="lock">
            {t("option.permanent")}
          </Badge>
        )}
        {secret && <Badge icon="lock">{t("option.secret")}</Badge>}
      </div>
      <p className="c-prose">{option.description}</p>
      <KeyValueList
        items={[...facts(option), { key: "upstream", label: t("option.upstream"), value: <code>{upstream}</code> }]}
      />
    </article>
  );
}

function facts(option: OptionSchema): KeyValue[] {
  const t = texts("catalogue");
  const { effect, owner } = option["x-allotment"];
  const allowed = sayAllowed(option);
  const recommended = sayRecommended(option);
  return [
    ...(option.default === undefined
      ? []
      : [{ key: "default", label: t("option.default"), value: sayValue(option.default, option) }]),
    ...(allowed === null ? [] : [{ key: "allowed", label: t("option.allowed"), value: allowed }]),
    ...(recommended.length === 0
      ? []
      : [{ key: "recommended", label: t("option.recommended"), value: <Lines lines={recommended} /> }]),
    { key: "effect", label: t("option.effect"), value: t(`option.effects.${effect}`) },
    ...(owner === "here" ? [] : [{ key: "owner", label: t("option.ownerTitle"), value: t("option.firstValue") }]),
  ];
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return lines.map((line) => <div key={line}>{line}</div>);
}
