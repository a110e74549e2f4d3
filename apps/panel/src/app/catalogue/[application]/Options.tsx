import type { ApplicationView } from "@allotment/api";
import { Fold } from "@allotment/ui";
import { texts } from "../../../texts/texts.ts";
import { OptionEntry } from "./OptionEntry.tsx";

type Schema = ApplicationView["optionsSchema"];

/** Everything that can be set, by group, as documentation. */
export function Options({ schema }: { readonly schema: Schema }) {
  const t = texts("catalogue");
  const groups = groupsOf(schema);
  const count = Object.keys(schema.properties).length;
  return (
    <section aria-labelledby="options" className="u-stack">
      <h2 id="options">{t("application.options")}</h2>
      <p className="u-soft">{t("application.optionsSentence", { count, groups: groups.length })}</p>
      <div>
        {groups.map((group) => (
          <Fold
            key={group.id}
            summary={t("application.group", { title: group.title, count: group.options.length })}
            open={count < 10}
          >
            {group.description && <p className="u-soft">{group.description}</p>}
            <div className="c-reference">
              {group.options.map(([name, option]) => (
                <OptionEntry key={name} name={name} option={option} />
              ))}
            </div>
          </Fold>
        ))}
      </div>
    </section>
  );
}

/** The groups that have options, both in their order. */
function groupsOf(schema: Schema) {
  const all = Object.entries(schema.properties);
  return schema["x-allotment-groups"]
    .map((group) => ({
      ...group,
      options: all
        .filter(([, option]) => option["x-allotment"].group === group.id)
        .toSorted(([, a], [, b]) => a["x-allotment"].order - b["x-allotment"].order),
    }))
    .filter(({ options }) => options.length > 0);
}
