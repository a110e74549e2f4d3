import type { SecretReader, SecretsView } from "@allotment/api";
import { Fold, Table } from "@allotment/ui";
import { texts } from "../../../../texts/texts.ts";

/** Which files hold the secrets on machines, and who reads them. */
export function Readers({ live }: { readonly live: NonNullable<SecretsView["live"]> }) {
  const t = texts("secrets");
  const all = [...live.generated, ...live.given].flatMap(({ readers }) => readers);
  const files = [...new Map(all.map((reader) => [reader.path, reader])).values()].toSorted(byPath);
  return (
    <Fold summary={t("technical.title")}>
      <div className="u-stack">
        <p>{t("technical.help")}</p>
        <p>{t("technical.recovery", { count: live.recoveryKeys })}</p>
        <Table
          caption={t("technical.caption")}
          captionHidden
          columns={[
            { key: "file", header: t("technical.file"), cell: ({ path }) => <code>{path}</code> },
            { key: "owner", header: t("technical.owner"), cell: ({ owner }) => owner },
            { key: "machines", header: t("technical.machines"), cell: ({ machines }) => machines.join(", ") },
            {
              key: "units",
              header: t("technical.units"),
              cell: ({ units }) => (units.length === 0 ? t("technical.none") : units.join(", ")),
            },
          ]}
          rows={files}
          rowKey={({ path }) => path}
        />
      </div>
    </Fold>
  );
}

function byPath(a: SecretReader, b: SecretReader): number {
  return a.path.localeCompare(b.path);
}
