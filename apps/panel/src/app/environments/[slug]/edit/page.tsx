import { PageHeader } from "@allotment/ui";
import type { Metadata } from "next";
import { one, type Search } from "../../../../parts/one.ts";
import { Shell } from "../../../../parts/Shell.tsx";
import { texts } from "../../../../texts/texts.ts";
import { loadEnvironment } from "../load.ts";
import { PracticeNote } from "../PracticeNote.tsx";
import { EnvironmentEditor } from "./EnvironmentEditor.tsx";
import { editorLabels, labelledTypes } from "./editor-labels.ts";

interface Props {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Search;
}

/** The environment's name is the page's. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await loadEnvironment((await params).slug);
  return { title: texts("environments")("edit.title", { name }) };
}

/** What is declared of an environment, as a form and as YAML. */
export default async function EditEnvironmentPage({ params, searchParams }: Props) {
  const view = await loadEnvironment((await params).slug);
  const side = one((await searchParams)["as"]) === "yaml" ? "yaml" : "form";
  const t = texts("environments");
  return (
    <Shell current="environments">
      <PageHeader
        breadcrumb={[
          { href: "/environments", label: t("title") },
          { href: `/environments/${view.slug}`, label: view.name },
        ]}
        breadcrumbLabel={texts("common")("breadcrumb")}
        title={t("edit.title", { name: view.name })}
        sentence={t("edit.sentence")}
        number={{ value: view.revisionNumber, label: t("revision") }}
      />
      <div className="u-stack-loose">
        {view.practice && <PracticeNote />}
        <EnvironmentEditor
          environment={{ id: view.id, slug: view.slug, revisionId: view.revisionId }}
          document={{ ...view.document }}
          yaml={view.yaml}
          side={side}
          types={labelledTypes()}
          labels={editorLabels()}
        />
      </div>
    </Shell>
  );
}
