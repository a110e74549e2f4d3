import type { ApplicationCard } from "@allotment/api";
import { matrixCriteria, type MatrixCriterion } from "@allotment/model";
import { LinkButton, PageHeader, Status, Table, type IconName, type Tone } from "@allotment/ui";
import type { Metadata } from "next";
import { Shell } from "../../../parts/Shell.tsx";
import { getCaller, requireSession } from "../../../server/caller.ts";
import { texts } from "../../../texts/texts.ts";

type Grade = ApplicationCard["manifest"]["matrix"][MatrixCriterion]["grade"];

const looks: Readonly<Record<Grade, { readonly tone: Tone; readonly icon: IconName }>> = {
  strong: { tone: "success", icon: "plus" },
  yes: { tone: "success", icon: "check" },
  partial: { tone: "warning", icon: "minus" },
  no: { tone: "neutral", icon: "cross" },
};

export const metadata: Metadata = { title: texts("catalogue")("compare.title") };

/** The comparison that a group can decide with: criteria in rows, applications in columns. */
export default async function ComparePage() {
  await requireSession();
  const applications = (await (await getCaller()).application.list()).filter(
    ({ manifest }) => manifest.audience === "everyone",
  );
  const t = texts("catalogue");
  return (
    <Shell current="catalogue">
      <PageHeader
        breadcrumb={[{ href: "/catalogue", label: t("title") }]}
        breadcrumbLabel={texts("common")("breadcrumb")}
        title={t("compare.title")}
        sentence={t("compare.sentence")}
        number={{ value: matrixCriteria.length, label: t("compare.count") }}
        action={
          <LinkButton href="/deployments/new" variant="primary">
            {t("newDeployment")}
          </LinkButton>
        }
      />
      <Table
        caption={t("compare.title")}
        captionHidden
        rows={matrixCriteria}
        rowKey={(criterion) => criterion}
        columns={[
          {
            key: "criterion",
            header: t("compare.criterion"),
            cell: (criterion) => <Criterion criterion={criterion} />,
          },
          ...applications.map(({ id, manifest }) => ({
            key: id,
            header: manifest.name,
            cell: (criterion: MatrixCriterion) => (
              <GradeCell criterion={criterion} verdict={manifest.matrix[criterion]} />
            ),
          })),
        ]}
      />
      <ul className="c-links">
        {applications.map(({ id, manifest }) => (
          <li key={id}>
            <a href={`/catalogue/${id}`}>{t("compare.read", { name: manifest.name })}</a>
          </li>
        ))}
      </ul>
    </Shell>
  );
}

function Criterion({ criterion }: { readonly criterion: MatrixCriterion }) {
  const t = texts("catalogue");
  return (
    <>
      {t(`criteria.${criterion}.title`)}
      <p className="u-soft u-regular">{t(`criteria.${criterion}.question`)}</p>
    </>
  );
}

function GradeCell(props: {
  readonly criterion: MatrixCriterion;
  readonly verdict: ApplicationCard["manifest"]["matrix"][MatrixCriterion];
}) {
  const { criterion, verdict } = props;
  const t = texts("catalogue");
  const words = t(`grades.${wordsOf(criterion)}.${verdict.grade}`);
  return (
    <div className="u-stack-tight">
      <Status {...lookOf(criterion, verdict.grade)}>{words}</Status>
      <p className="u-soft">{verdict.note}</p>
    </div>
  );
}

// Some respects have words of their own: nobody says that a licence is “no”.
function wordsOf(criterion: MatrixCriterion) {
  return criterion === "licence" || criterion === "popularity" || criterion === "risks" ? criterion : "any";
}

// A licence with duties is a fact and not a fault.
function lookOf(criterion: MatrixCriterion, grade: Grade) {
  return criterion === "licence" && grade === "no" ? ({ tone: "neutral", icon: "info" } as const) : looks[grade];
}
