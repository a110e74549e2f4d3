import type { RecordView } from "@allotment/api";
import { Table } from "@allotment/ui";
import { momentText } from "../../../../parts/moments.ts";
import { texts } from "../../../../texts/texts.ts";
import { LookStatus } from "./LookStatus.tsx";

/** Records as they have to be beside what was seen. */
export function RecordTable(props: { readonly caption: string; readonly records: readonly RecordView[] }) {
  const t = texts("domains");
  return (
    <Table
      caption={props.caption}
      captionHidden
      columns={[
        { key: "record", header: t("columns.record"), cell: (record) => <Name record={record} /> },
        { key: "needed", header: t("columns.needed"), cell: (record) => <Needed record={record} /> },
        { key: "seen", header: t("columns.seen"), cell: ({ look }) => <Seen values={look?.seen ?? []} /> },
        {
          key: "outcome",
          header: t("columns.outcome"),
          cell: ({ look, need }) => <LookStatus look={look} advised={need === "advised"} />,
        },
        { key: "since", header: t("columns.since"), cell: ({ look }) => look && momentText(look.since) },
      ]}
      rows={props.records}
      rowKey={({ id }) => id}
    />
  );
}

function Name({ record: { name, type, purposeText, madeBy } }: { readonly record: RecordView }) {
  return (
    <>
      <div className="u-breaks">
        {name} {type}
      </div>
      <div className="u-soft u-small u-regular">
        {[purposeText, texts("domains")(`turn.${madeBy}`)].filter((text) => text !== "").join(", ")}
      </div>
    </>
  );
}

function Needed({ record: { value, unwanted, ttlSeconds, purpose } }: { readonly record: RecordView }) {
  const t = texts("domains");
  if (unwanted) return t("needed.unwanted");
  if (purpose === "reverse") return t("needed.reverse");
  if (value === null) return t("needed.unknown");
  return (
    <>
      <Value value={value} />
      <div className="u-soft u-small u-whole">{t("needed.seconds", { ttlSeconds })}</div>
    </>
  );
}

function Seen({ values }: { readonly values: readonly string[] }) {
  if (values.length === 0) return "–";
  return values.map((value) => (
    <div key={value}>
      <Value value={value} />
    </div>
  ));
}

/** Characters of the longest IPv4 address: it stands in one line; longer values break where they have to. */
const wholeMax = 15;

function Value({ value }: { readonly value: string }) {
  return <code className={value.length > wholeMax ? "u-breaks" : "u-whole"}>{value}</code>;
}
