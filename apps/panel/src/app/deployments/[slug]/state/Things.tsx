import type { ErasureView } from "@allotment/api";
import { Table } from "@allotment/ui";
import { texts } from "../../../../texts/texts.ts";

type Machine = ErasureView["machines"][number];
type Thing = Machine["things"][number];

const sizes = new Intl.NumberFormat("en-GB", { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });
const megabyteBytes = 1_000_000;

/** What one machine has of a deployment, or had. How much it was is said where it was measured. */
export function Things({ machine, caption }: { readonly machine: Machine; readonly caption: string }) {
  const t = texts("states");
  const measured = machine.things.some(({ bytes }) => bytes !== null);
  return (
    <Table
      caption={caption}
      rows={machine.things}
      rowKey={({ kind, name }) => `${kind} ${name}`}
      columns={[
        { key: "name", header: t("record.name"), cell: ({ name }) => <code className="u-breaks">{name}</code> },
        { key: "kind", header: t("record.kind"), cell: ({ kindText }) => kindText },
        { key: "instance", header: t("record.instance"), cell: ({ instance }) => instance },
        ...(measured ? [{ key: "amount", header: t("record.amount"), align: "end" as const, cell: amountText }] : []),
      ]}
    />
  );
}

function amountText({ bytes, files }: Thing): string | null {
  if (bytes === null) return null;
  const size = sizes.format(bytes / megabyteBytes);
  return files === null ? size : texts("states")("record.files", { count: files, size });
}
