import { CodeBlock, Fold, LinkButton, PageHeader, Status, Timeline } from "@allotment/ui";
import type { Metadata } from "next";
import { momentText } from "../../../parts/moments.ts";
import { Shell } from "../../../parts/Shell.tsx";
import { texts } from "../../../texts/texts.ts";
import { Access } from "./Access.tsx";
import { loadEnvironment } from "./load.ts";
import { Machines } from "./Machines.tsx";
import { Offers } from "./Offers.tsx";
import { PolicyWords } from "./PolicyWords.tsx";
import { PracticeNote } from "./PracticeNote.tsx";

interface Props {
  readonly params: Promise<{ readonly slug: string }>;
}

/** The environment's name is the page's. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadEnvironment((await params).slug)).name };
}

/** One environment: machines and what is used of them, the policy in words, who may use it, its history. */
export default async function EnvironmentPage({ params }: Props) {
  const view = await loadEnvironment((await params).slug);
  const t = texts("environments");
  const common = texts("common");
  const free = view.machines.filter(({ deployment }) => deployment === null).length;
  return (
    <Shell current="environments">
      <PageHeader
        breadcrumb={[{ href: "/environments", label: t("title") }]}
        breadcrumbLabel={common("breadcrumb")}
        title={view.name}
        status={
          view.disabled ? <Status tone="warning">{t("closed")}</Status> : <Status tone="success">{t("open")}</Status>
        }
        sentence={view.description || t("noDescription")}
        number={{ value: free, label: t("free", { count: view.machines.length }) }}
        action={
          <>
            <LinkButton href={`/environments/${view.slug}/edit`} variant="primary">
              {t("editForm")}
            </LinkButton>
            <LinkButton href={`/environments/${view.slug}/edit?as=yaml`}>{t("editYaml")}</LinkButton>
          </>
        }
      />
      <div className="u-stack-loose">
        {view.practice && <PracticeNote />}
        <Machines view={view} />
        <PolicyWords document={view.document} />
        <Offers document={view.document} />
        <Access view={view} />
        <section aria-labelledby="history-title" className="u-stack">
          <h2 id="history-title">{t("history.title")}</h2>
          <Timeline
            label={t("history.title")}
            items={view.revisions.map(({ id, number, message, createdAt, createdByName }) => ({
              id,
              title: t("history.revision", { number }),
              tone: id === view.revisionId ? "success" : "neutral",
              stateLabel: id === view.revisionId ? t("history.current") : t("history.earlier"),
              time: { iso: createdAt, text: momentText(createdAt) },
              body: [message, createdByName && t("history.by", { name: createdByName })].filter(Boolean).join(" · "),
            }))}
          />
        </section>
        <Fold summary={t("yamlTitle")}>
          <CodeBlock
            title={t("yamlTitle")}
            code={view.yaml}
            labels={{
              copy: common("copyLabels.copy"),
              copied: common("copyLabels.copied"),
              failed: common("copyLabels.failed"),
            }}
          />
        </Fold>
      </div>
    </Shell>
  );
}
