import type { SpokenDiagnostic } from "@allotment/api/client";

/** What is wrong with the value at an address, in sentences; undefined for nothing. */
export function errorAt(diagnostics: readonly SpokenDiagnostic[], address: string): string | undefined {
  const found = diagnostics.filter((one) => one.address === address);
  return found.length === 0 ? undefined : found.map(({ summary, detail }) => `${summary} ${detail}`).join(" ");
}
