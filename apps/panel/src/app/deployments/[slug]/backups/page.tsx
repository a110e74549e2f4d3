import type { Metadata } from "next";
import type { BackupView } from "@allotment/api";
import { EmptyState, LinkButton, Notice, Table } from "@allotment/ui";
import { momentText } from "../../../../parts/moments.ts";
import { getCaller } from "../../../../server/caller.ts";
import { rawTexts, texts } from "../../../../texts/texts.ts";
import { loadDeployment } from "../../load.ts";
import { DeploymentFrame } from "../DeploymentFrame.tsx";
import { BackupForm } from "./BackupForm.tsx";
import { Included, Storage } from "./Storage.tsx";

export const metadata: Metadata = { title: texts("backups")("title") };

/** Backups: when, where, what each holds, and which were taken. */
export default async function BackupsPage(props: {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Promise<{ readonly saved?: string }>;
}) {
  const deployment = await loadDeployment((await props.params).slug);
  const { saved } = await props.searchParams;
  const { id: deploymentId, slug } = deployment;
  const backup = await (await getCaller()).backup.get({ deploymentId });
  const count = backup.snapshots.length;
  const t = texts("backups");
  return (
    <DeploymentFrame
      deployment={deployment}
      tab="backups"
      sentence={sentenceOf(backup, deployment.live !== null)}
      number={{ value: count, label: t("number", { count }) }}
    >
      {saved !== undefined && (
        <Notice
          tone="success"
          role="status"
          title={t("wanted.saved")}
          action={<LinkButton href={`/deployments/${slug}`}>{t("wanted.next")}</LinkButton>}
        />
      )}
      <Snapshots backup={backup} />
      <section className="u-stack">
        <h2>{t("wanted.title")}</h2>
        <p className="u-soft">{t("wanted.help")}</p>
        <BackupForm
          key={backup.etag}
          deploymentId={deploymentId}
          slug={slug}
          etag={backup.etag}
          wanted={backup.wanted}
          labels={rawTexts("backups").wanted}
        />
      </section>
      <Storage backup={backup} />
      <Included included={backup.included} />
    </DeploymentFrame>
  );
}

function Snapshots({ backup }: { readonly backup: BackupView }) {
  const t = texts("backups");
  const why = backup.practice ? "practice" : backup.wanted.enabled ? "real" : "off";
  return (
    <section className="u-stack">
      <Table
        caption={t("snapshots.title")}
        columns={[
          { key: "taken", header: t("snapshots.taken"), cell: ({ takenAt }) => momentText(takenAt) },
          {
            key: "size",
            header: t("snapshots.size"),
            align: "end",
            cell: ({ sizeBytes }) => t("snapshots.bytes", { mebibytes: Math.round(sizeBytes / 1024 ** 2) }),
          },
          {
            key: "proven",
            header: t("snapshots.proven"),
            cell: ({ provenAt }) => (provenAt === null ? t("snapshots.never") : momentText(provenAt)),
          },
        ]}
        rows={backup.snapshots}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon="backup" title={t("snapshots.emptyTitle")}>
            <p>{t(`snapshots.empty.${why}`)}</p>
          </EmptyState>
        }
      />
    </section>
  );
}

function sentenceOf({ practice, snapshots, wanted }: BackupView, live: boolean): string {
  const t = texts("backups");
  const [newest] = snapshots;
  if (newest) return t("sentence.some", { when: momentText(newest.takenAt) });
  if (practice) return t("sentence.practice");
  if (!wanted.enabled) return t("sentence.off");
  return t(live ? "sentence.noneLive" : "sentence.none");
}
