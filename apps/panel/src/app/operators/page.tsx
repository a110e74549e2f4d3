import { EmptyState, LinkButton, PageHeader, Status, Table, TextField } from "@allotment/ui";
import type { Metadata } from "next";
import { Shell } from "../../parts/Shell.tsx";
import { getCaller, requireProvider } from "../../server/caller.ts";
import { texts } from "../../texts/texts.ts";
import { createOperator } from "./actions.ts";
import { linkLabels } from "./link-labels.ts";
import { LinkForm } from "./LinkForm.tsx";
import { Providers } from "./Providers.tsx";

export const metadata: Metadata = { title: texts("operators")("title") };

/** Operators, a new one, and the people who run the installation. */
export default async function OperatorsPage() {
  await requireProvider();
  const t = texts("operators");
  const rows = await operatorRows();
  return (
    <Shell current="operators">
      <PageHeader
        title={t("title")}
        sentence={t("sentence")}
        number={{ value: rows.length, label: t("count", { count: rows.length }) }}
        action={
          <LinkButton href="#new" variant="primary">
            {t("new.title")}
          </LinkButton>
        }
      />
      <div className="u-stack-loose">
        <Table
          caption={t("title")}
          captionHidden
          rows={rows}
          rowKey={({ id }) => id}
          empty={
            <EmptyState icon="user" title={t("empty.title")}>
              <p>{t("empty.sentence")}</p>
            </EmptyState>
          }
          columns={[
            { key: "name", header: t("columns.name"), cell: ({ id, name }) => <a href={`/operators/${id}`}>{name}</a> },
            {
              key: "state",
              header: t("columns.state"),
              cell: ({ disabled }) => (
                <Status tone={disabled ? "warning" : "success"}>{t(disabled ? "disabled" : "active")}</Status>
              ),
            },
            { key: "members", header: t("columns.members"), cell: ({ members }) => members, align: "end" },
            {
              key: "deployments",
              header: t("columns.deployments"),
              cell: ({ deployments }) => deployments,
              align: "end",
            },
          ]}
        />
        <section id="new" aria-labelledby="new-title" className="u-stack">
          <h2 id="new-title">{t("new.title")}</h2>
          <p className="u-soft c-prose">{t("new.sentence")}</p>
          <LinkForm
            action={createOperator}
            id="new-operator"
            labels={linkLabels(t("new.submit"), "invite")}
            variant="primary"
          >
            <TextField label={t("new.name")} help={t("new.nameHelp")} name="name" maxLength={80} required />
          </LinkForm>
        </section>
        <Providers />
      </div>
    </Shell>
  );
}

async function operatorRows() {
  const caller = await getCaller();
  const [operators, deployments] = await Promise.all([caller.operator.list(), caller.deployment.list({})]);
  return Promise.all(
    operators.map(async ({ id, name, disabledAt }) => ({
      id,
      name,
      disabled: disabledAt !== null,
      members: (await caller.member.list({ operatorId: id })).length,
      deployments: deployments.filter(({ operatorId }) => operatorId === id).length,
    })),
  );
}
