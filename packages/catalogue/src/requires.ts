import { errorAt, joinAddress, type Diagnostic, type OptionSchema } from "@allotment/model";

type Properties = Readonly<Record<string, OptionSchema>>;

/**
 * Switches that are on while what they need is not: for each group under `requires`, at least one option has to be
 * switched on or filled in. An application would refuse to start otherwise. Options that are not given count with their
 * default.
 */
export function requiresDiagnostics(
  properties: Properties,
  options: Readonly<Record<string, unknown>>,
  address: string,
): Diagnostic[] {
  const isOn = (name: string) => isFilled(options[name] ?? properties[name]?.default);
  return Object.entries(properties)
    .filter(([name]) => isOn(name))
    .flatMap(([name, option]) =>
      (option["x-allotment"].requires ?? [])
        .filter((group) => !group.some(isOn))
        .map((group) => errorAt(joinAddress(address, name), "needs-option", { others: titles(properties, group) })),
    );
}

function isFilled(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== false && value !== "";
}

function titles(properties: Properties, names: readonly string[]): string {
  return names.map((name) => `“${properties[name]?.title ?? name}”`).join(" / ");
}
