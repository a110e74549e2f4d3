import {
  addressOf,
  informationAt,
  sentence,
  type Description,
  type Diagnostic,
  type Generator,
} from "@allotment/model";

type Generators = Description["generators"];

/** Which value of a generated secret a description wants: 1 for the first. */
export function valueNumber(generator: Generator | undefined): number {
  return generator?.number ?? 1;
}

/**
 * Generators with the number of the value that is wanted. What is deployed is never gone back behind: a value that was
 * replaced does not come back with an older configuration.
 *
 * @param rotations numbers by path, as configured
 */
export function numbered(
  generators: Generators,
  rotations: Readonly<Record<string, number>>,
  deployed: Generators,
): Generators {
  return Object.fromEntries(
    Object.entries(generators).map(([path, generator]) => {
      const number = Math.max(rotations[path] ?? 1, valueNumber(deployed[path]));
      return [path, number === 1 ? generator : { ...generator, number }];
    }),
  );
}

/** Says of which secrets an older configuration does not bring the older value back. */
export function keptValues(after: Description, rotations: Readonly<Record<string, number>>): Diagnostic[] {
  return Object.entries(after.generators)
    .filter(([path, generator]) => valueNumber(generator) > (rotations[path] ?? 1))
    .map(([path, { purpose }]) =>
      informationAt(addressOf("rotations", path), "secret-keeps-newer", { what: whatOf(path, purpose) }),
    );
}

/** What people call a generated secret: what it is, and of which instance. */
export function whatOf(path: string, purpose: string): string {
  return `${sentence(`secrets.${purpose}.name`)} (${path.slice(0, path.indexOf("/"))})`;
}
