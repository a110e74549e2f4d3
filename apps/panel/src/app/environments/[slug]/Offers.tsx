import type { Environment } from "@allotment/model";
import { Table } from "@allotment/ui";
import { texts } from "../../../texts/texts.ts";
import { isDocument, textOf } from "./edit/document.ts";
import { offerTypes, type OfferType } from "./edit/offer-fields.ts";

/** What is declared beside machines: one line each. */
export function Offers({ document }: { readonly document: Environment }) {
  const t = texts("environments");
  const rows = offerTypes.filter((type) => type !== "machine").flatMap((type) => rowsOf(type, document.offers[type]));
  if (rows.length === 0) return null;
  return (
    <Table
      caption={t("offers.title")}
      rows={rows}
      rowKey={({ type, name }) => `${type} ${name}`}
      columns={[
        { key: "name", header: t("offers.name"), cell: ({ name }) => name },
        { key: "type", header: t("offers.type"), cell: ({ type }) => t(`types.${type}.title`) },
        { key: "where", header: t("offers.where"), cell: ({ where }) => where },
        { key: "space", header: t("offers.space"), cell: ({ space }) => space, align: "end" },
      ]}
    />
  );
}

function rowsOf(type: OfferType, offers: unknown) {
  if (!isDocument(offers)) return [];
  return Object.entries(offers).map(([name, offer]) => {
    const fields = isDocument(offer) ? offer : {};
    const where = fields["host"] ?? fields["endpoint"] ?? fields["zone"] ?? fields["acmeEmail"];
    const space = fields["quotaGiB"] ?? fields["diskGiB"];
    return {
      type,
      name,
      where: textOf(where) || null,
      space: typeof space === "number" ? texts("environments")("offers.gib", { space }) : null,
    };
  });
}
