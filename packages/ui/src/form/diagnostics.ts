/** What the server found about one field. */
export type FieldDiagnostic = {
  /** JSON pointer into the form's value ("" for the whole, "/title", "/oidc/issuer"). */
  readonly pointer: string;
  /** What is wrong and what to do, in one sentence of the person's language. */
  readonly message: string;
  readonly severity: "error" | "warning" | "info";
};

/** The JSON pointer of a path of names and indexes. */
export function toPointer(path: readonly (string | number)[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** The path a JSON pointer stands for. */
export function fromPointer(pointer: string): readonly string[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The diagnostics of a field: its own and, for a control that edits its whole value, those of what is inside it. */
export function diagnosticsAt(
  diagnostics: readonly FieldDiagnostic[],
  pointer: string,
  withInner: boolean,
): readonly FieldDiagnostic[] {
  return diagnostics.filter(
    (each) => each.pointer === pointer || (withInner && each.pointer.startsWith(`${pointer}/`)),
  );
}
