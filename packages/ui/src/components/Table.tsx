import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import { VisuallyHidden } from "./VisuallyHidden.tsx";

export type Column<Row> = {
  readonly key: string;
  /** Also the label of the value in the stacked form on phones. */
  readonly header: string;
  /** Nothing (null or undefined) is shown as a dash, and not at all on phones. */
  readonly cell: (row: Row) => ReactNode;
  /** "end" for figures. */
  readonly align?: "start" | "end" | undefined;
};

export type TableProps<Row> = {
  readonly caption: string;
  /** Keep the caption for screen readers only, where a heading above says the same. */
  readonly captionHidden?: boolean | undefined;
  /** The first column names the row. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Shown instead of the table when there are no rows: an EmptyState. */
  readonly empty?: ReactNode;
};

/**
 * A table that becomes a stack of cards on phones. The roles are written out because browsers drop a table's meaning
 * when its display changes.
 */
export function Table<Row>({ caption, captionHidden, columns, rows, rowKey, empty }: TableProps<Row>) {
  if (rows.length === 0 && empty) return empty;
  return (
    <table className="c-table" role="table">
      <caption>{captionHidden ? <VisuallyHidden>{caption}</VisuallyHidden> : caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column.key} role="columnheader" scope="col" className={endClass(column)}>
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <Row key={rowKey(row)} row={row} columns={columns} />
        ))}
      </tbody>
    </table>
  );
}

function endClass(column: { readonly align?: "start" | "end" | undefined }): string | undefined {
  return column.align === "end" ? "c-table__end" : undefined;
}

function Row<T>({ row, columns }: { readonly row: T; readonly columns: readonly Column<T>[] }) {
  return (
    <tr role="row">
      {columns.map((column, index) =>
        index === 0 ? (
          <th key={column.key} role="rowheader" scope="row" className={endClass(column)}>
            {column.cell(row)}
          </th>
        ) : (
          <Cell key={column.key} column={column} value={column.cell(row)} />
        ),
      )}
    </tr>
  );
}

function Cell<T>({ column, value }: { readonly column: Column<T>; readonly value: ReactNode }) {
  const nothing = value === null || value === undefined;
  return (
    <td role="cell" data-label={column.header} className={classes(endClass(column), nothing && "c-table__nothing")}>
      <div>{nothing ? "–" : value}</div>
    </td>
  );
}
