import type { BackupView } from "@allotment/api";
import { Fold, KeyValueList, Status, Table } from "@allotment/ui";
import { texts } from "../../../../texts/texts.ts";

/** Where copies go: in short, and the technical details one fold away. Keys are named, never shown. */
export function Storage({ backup }: { readonly backup: BackupView }) {
  const t = texts("backups");
  const { repository } = backup;
  return (
    <section className="u-stack">
      <h2>{t("storage.title")}</h2>
      {repository === null ? (
        <p>{t("storage.none")}</p>
      ) : (
        <>
          {backup.practice && <p>{t("storage.practice")}</p>}
          <KeyValueList
            items={[
              {
                key: "schedule",
                label: t("storage.schedule"),
                value: t("storage.scheduleText", {
                  schedule: t(`wanted.schedules.${repository.schedule}`),
                  time: repository.time,
                }),
              },
              { key: "kept", label: t("storage.kept"), value: t("storage.keptText", { ...repository.retention }) },
            ]}
          />
          <Fold summary={t("storage.technical")} open>
            <KeyValueList
              items={[
                { key: "offer", label: t("storage.offer"), value: repository.offer },
                { key: "endpoint", label: t("storage.endpoint"), value: repository.endpoint },
                { key: "region", label: t("storage.region"), value: repository.region },
                { key: "bucket", label: t("storage.bucket"), value: repository.bucket },
                ...repository.keypairs.map(({ id, purpose, secrets }) => ({
                  key: id,
                  label: t("storage.keys"),
                  value: t("storage.keyValue", {
                    purpose: t(`storage.keyPurposes.${purpose}`),
                    secrets: secrets.join(", "),
                  }),
                })),
              ]}
            />
            <p className="u-small u-soft">{t("storage.keyHelp")}</p>
          </Fold>
        </>
      )}
    </section>
  );
}

/** What each copy holds, by application. */
export function Included({ included }: Pick<BackupView, "included">) {
  const t = texts("backups");
  return (
    <section className="u-stack">
      <h2>{t("included.title")}</h2>
      <Table
        caption={t("included.title")}
        captionHidden
        columns={[
          { key: "instance", header: t("included.instance"), cell: ({ instance }) => instance },
          { key: "what", header: t("included.what"), cell: ({ text }) => text },
          {
            key: "copied",
            header: t("included.copied"),
            cell: ({ copied }) => (
              <Status tone={copied ? "success" : "warning"}>{t(copied ? "included.yes" : "included.no")}</Status>
            ),
          },
        ]}
        rows={included}
        rowKey={({ instance, kind, role, text }) => `${instance} ${kind} ${role} ${text}`}
        empty={<p>{t("included.none")}</p>}
      />
    </section>
  );
}
