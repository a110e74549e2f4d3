import type { Diagnostic } from "@allotment/model";

/** Errors that say that the provider has too little, as opposed to a configuration that is wrong. */
const capacityCodes: ReadonlySet<string> = new Set([
  "no-offer",
  "no-machine",
  "too-few-machines",
  "does-not-fit",
  "once-per-machine",
  "would-join-machines",
  "would-leave-machine",
  "would-split-machine",
  "content-would-move",
  "machine-gone",
  "short-of-cpuMillicores",
  "short-of-memoryMiB",
  "short-of-diskGiB",
]);

/** Whether the only thing wrong is that it does not fit: every error is about what the provider has. */
export function isOnlyFit(diagnostics: readonly Diagnostic[]): boolean {
  const errors = diagnostics.filter((one) => one.severity === "error");
  return errors.length > 0 && errors.every((one) => capacityCodes.has(one.code));
}
