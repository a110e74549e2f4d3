import type { SpokenDiagnostic } from "@allotment/api/client";
import type { FieldDiagnostic } from "@allotment/ui/form";

/** The parts of an address: `applications.social.options["a.b"]` → applications, social, options, a.b. */
export function partsOf(address: string): readonly string[] {
  return [...address.matchAll(/\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

/** Which instance and option a diagnostic is about; null for what is about the whole deployment. */
export function optionOf(address: string): { readonly instance: string; readonly path: readonly string[] } | null {
  const [root, instance, options, ...path] = partsOf(address);
  if (root !== "applications" || instance === undefined) return null;
  return { instance, path: options === "options" ? path : [] };
}

/** A diagnostic's sentences with the option's title instead of its address. */
export function inWords(diagnostic: SpokenDiagnostic, titleOf: (address: string) => string | undefined): string {
  const title = titleOf(diagnostic.address);
  const said = title === undefined ? diagnostic.summary : diagnostic.summary.replaceAll(diagnostic.address, title);
  return `${said} ${diagnostic.detail}`.trim();
}

/** What the form of one instance shows at its fields. */
export function fieldDiagnostics(
  diagnostics: readonly SpokenDiagnostic[],
  instance: string,
  titleOf: (address: string) => string | undefined,
): readonly FieldDiagnostic[] {
  return diagnostics.flatMap((diagnostic) => {
    const option = optionOf(diagnostic.address);
    if (option === null || option.instance !== instance || option.path.length === 0) return [];
    return [
      {
        pointer: option.path.map((part) => `/${part.replaceAll("~", "~0").replaceAll("/", "~1")}`).join(""),
        message: inWords(diagnostic, titleOf),
        severity: diagnostic.severity === "information" ? ("info" as const) : diagnostic.severity,
      },
    ];
  });
}
