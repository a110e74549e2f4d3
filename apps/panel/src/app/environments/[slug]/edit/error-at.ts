import type { SpokenDiagnostic } from "@allotment/api/client";

/**
 * What is wrong with the value at an address, in sentences; undefined for nothing.
 *
 * @param label stands in the sentences for the address, which nobody has to read beside the field
 */
export function errorAt(
  diagnostics: readonly SpokenDiagnostic[],
  address: string,
  label = address,
): string | undefined {
  const found = diagnostics.filter((one) => one.address === address);
  return found.length === 0
    ? undefined
    : found
        .map(({ summary, detail }) =>
          address === "" ? `${summary} ${detail}` : `${summary} ${detail}`.replaceAll(address, label),
        )
        .join(" ");
}
