import type { ErasureView } from "@allotment/api";
import { Table } from "@allotment/ui";
import { texts } from "../../../../texts/texts.ts";

type Machine = ErasureView["machines"][number];
type Thing = Machine["things"][number];

const sizeOf = (unit: "byte" | "kilobyte" | "megabyte" | "gigabyte") =>
  new Intl.NumberFormat("en-GB", { style: "unit", unit, maximumFractionDigits: 1, unitDisplay: "short" });

/** Units of sizes, the largest first. */
const sizes = [
  { bytes: 1_000_000_000, format: sizeOf("gigabyte") },
  { bytes: 1_000_000, format: sizeOf("megabyte") },
  { bytes: 1000, format: sizeOf("kilobyte") },
  { bytes: 1, format: sizeOf("byte") },
] as const;

/** What one machine has of a deployment, or had. How much it was is said where it was measured. */
export function Things(props: {
  readonly machine: Machine;
  readonly caption: string;
  readonly captionHidden?: boolean;
}) {
  const { machine, caption, captionHidden = false } = props;
  const t = texts("states");
  const measured = machine.things.some(({ bytes }) => bytes !== null);
  return (
    <Table
      caption={caption}
      captionHidden={captionHidden}
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
  const unit = sizes.find((one) => bytes >= one.bytes) ?? sizes[3];
  const size = unit.format.format(bytes / unit.bytes);
  return files === null ? size : texts("states")("record.files", { count: files, size });
}
