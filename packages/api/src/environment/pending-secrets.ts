import { schemaRegistry, type Environment } from "@allotment/model";

// From the schemas, so that a new resource type is not a change here.
function secretFieldsOf(type: string): readonly string[] {
  const schema = schemaRegistry[`resources/${type}/offer.schema.json`];
  const properties: object =
    schema && "properties" in schema && typeof schema.properties === "object" ? (schema.properties ?? {}) : {};
  return Object.entries(properties)
    .filter(([, property]) => JSON.stringify(property).includes("#/$defs/SecretReference"))
    .map(([name]) => name);
}

/** Values that are to be sealed, by address in the document: `offers.smtp.relay.password`. */
export type PendingSecrets = Readonly<Record<string, string>>;

/** The address of a secret field of an offer. */
export function offerSecretAddress(type: string, name: string, field: string): string {
  return `offers.${type}.${name}.${field}`;
}

/** Every address at which a document can hold a secret. */
export function secretAddresses(document: Environment): string[] {
  return offersOf(document).flatMap(([type, name]) =>
    secretFieldsOf(type).map((field) => offerSecretAddress(type, name, field)),
  );
}

/** The document with references in place of the given addresses. */
export function withReferences(document: Environment, ids: ReadonlyMap<string, string>): Environment {
  return mapOffers(document, (type, name, offer) => {
    const given = secretFieldsOf(type).flatMap((field) => {
      const id = ids.get(offerSecretAddress(type, name, field));
      return id === undefined ? [] : [[field, { $secret: id }] as const];
    });
    return given.length === 0 ? offer : { ...offer, ...Object.fromEntries(given) };
  });
}

/** The document without the offers that wait for a secret. */
export function withoutPending(document: Environment, pending: ReadonlySet<string>): Environment {
  return mapOffers(document, (type, name, offer) =>
    secretFieldsOf(type).some((field) => pending.has(offerSecretAddress(type, name, field))) ? null : offer,
  );
}

function offersOf(document: Environment): [string, string][] {
  return Object.entries(document.offers).flatMap(([type, offers]) =>
    Object.keys(offers).map((name): [string, string] => [type, name]),
  );
}

function mapOffers(
  document: Environment,
  change: (type: string, name: string, offer: object) => object | null,
): Environment {
  const offers = Object.entries(document.offers).map(([type, named]) => {
    const kept = Object.entries(named as Readonly<Record<string, object>>).flatMap(([name, offer]) => {
      const changed = change(type, name, offer);
      return changed === null ? [] : [[name, changed] as const];
    });
    return [type, Object.fromEntries(kept)] as const;
  });
  return { ...document, offers: Object.fromEntries(offers) as unknown as Environment["offers"] };
}
