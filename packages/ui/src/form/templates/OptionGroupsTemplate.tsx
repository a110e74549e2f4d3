"use client";

import { useState, type ReactElement } from "react";
import type { ObjectFieldTemplateProps } from "@rjsf/utils";
import { Fold } from "../../components/Fold.tsx";
import { fill } from "../../components/fill.ts";
import { answersSearch, arrange, type ArrangedGroup } from "../arrange.ts";
import { readGroups } from "../annotation.ts";
import { useForm } from "../context.ts";
import { fromPointer } from "../diagnostics.ts";

/** Objects: the root by groups, a nested one as an indented block of its fields. */
export function OptionGroupsTemplate(props: ObjectFieldTemplateProps<unknown>) {
  const { path, $id } = props.fieldPathId;
  if (path.length > 0) {
    const inList = typeof path.at(-1) === "number";
    return (
      <div id={$id} tabIndex={-1} className={inList ? "c-options__entry" : "c-options__nested"}>
        {props.properties.map((property) => property.content)}
      </div>
    );
  }
  return <Groups {...props} />;
}

function Groups({ schema, properties }: ObjectFieldTemplateProps<unknown>) {
  const { root, labels } = useForm();
  const contents = new Map(properties.map((property) => [property.name, property.content]));
  const groups = arrange(schema.properties ?? {}, readGroups(root), labels.otherGroup);
  return (
    <div className="c-options__groups">
      {groups.map((group) => (
        <Group key={group.id} group={group} schemas={schema.properties ?? {}} contents={contents} />
      ))}
    </div>
  );
}

type GroupProps = {
  readonly group: ArrangedGroup;
  readonly schemas: Readonly<Record<string, unknown>>;
  readonly contents: ReadonlyMap<string, ReactElement>;
};

/** One group. Fields that do not answer the search stay in the page, hidden, so that nothing typed is lost. */
function Group({ group, schemas, contents }: GroupProps) {
  const { labels, query, diagnostics, headingLevel } = useForm();
  const Heading = `h${headingLevel}` as const;
  const answers = (name: string) => answersSearch(name, schemas[name], query);
  const wrong = new Set(
    diagnostics.filter((each) => each.severity === "error").map((each) => fromPointer(each.pointer)[0]),
  );
  const mustOpen = (query !== "" && group.more.some(answers)) || group.more.some((name) => wrong.has(name));
  const openMore = useOnceTrue(mustOpen);
  const fields = (names: readonly string[]) =>
    names.map((name) => (
      <div key={name} hidden={!answers(name)}>
        {contents.get(name)}
      </div>
    ));
  return (
    <section className="c-options__group" hidden={![...group.essential, ...group.more].some(answers)}>
      <div className="c-options__group-head">
        <Heading className="c-options__group-title">{group.title}</Heading>
        {group.description && <p>{group.description}</p>}
      </div>
      {group.essential.length > 0 && <div className="c-options__fields">{fields(group.essential)}</div>}
      {group.more.length > 0 && (
        <Fold summary={fill(labels.more, { count: group.more.length })} open={openMore} className="c-options__fold">
          <div className="c-options__fields">{fields(group.more)}</div>
        </Fold>
      )}
    </section>
  );
}

/** True from the first time on: a fold must not close under the person who is just correcting what opened it. */
function useOnceTrue(now: boolean): boolean {
  const [ever, setEver] = useState(now);
  if (now && !ever) setEver(true);
  return ever || now;
}
