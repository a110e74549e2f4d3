import type { GivenSecretView } from "@allotment/api";
import { LinkButton, Table } from "@allotment/ui";
import { momentText } from "../../../../parts/moments.ts";
import { texts } from "../../../../texts/texts.ts";

/** Secrets that somebody gave: in a field of a form, or the provider with an offer. Nothing when there are none. */
export function Given({ secrets, slug }: { readonly secrets: readonly GivenSecretView[]; readonly slug: string }) {
  const t = texts("secrets");
  if (secrets.length === 0) return null;
  return (
    <section className="u-stack">
      <h2>{t("given.title")}</h2>
      <p className="u-soft">{t("given.help")}</p>
      <Table
        caption={t("given.caption")}
        captionHidden
        columns={[
          { key: "what", header: t("given.what"), cell: nameOf },
          {
            key: "from",
            header: t("given.from"),
            cell: ({ givenAt, pending }) => (
              <>
                {givenAt === null ? t("given.provider") : momentText(givenAt)}
                {pending && <p className="u-small">{t("given.pending")}</p>}
              </>
            ),
          },
          {
            key: "action",
            header: t("given.action"),
            cell: ({ instance }) =>
              instance === null ? null : (
                <LinkButton
                  href={`/deployments/${slug}?instance=${encodeURIComponent(instance)}`}
                  size="small"
                  aria-label={t("given.editNamed", { instance })}
                >
                  {t("given.edit")}
                </LinkButton>
              ),
          },
        ]}
        rows={secrets.map((secret, index) => ({ ...secret, key: secret.address ?? `provider ${index}` }))}
        rowKey={({ key }) => key}
      />
    </section>
  );
}

function nameOf({ name, instance }: GivenSecretView): string {
  return name === null ? texts("secrets")("given.providerWhat") : `${name} (${instance ?? ""})`;
}
