/** Records of one name and type, in the form of zone files. */
export interface RecordSet {
  /** Without a dot at the end. */
  readonly name: string;
  readonly type: string;
  readonly values: readonly string[];
}

/** What a name server knows, by `name type`. */
export type Records = ReadonlyMap<string, RecordSet>;

/** What a record set is found by. */
export function keyOf(name: string, type: string): string {
  return `${name.toLowerCase()} ${type.toUpperCase()}`;
}

const whoseValueIsAName: ReadonlySet<string> = new Set(["CNAME", "MX", "NS", "PTR", "SRV"]);
const shortLived = 1;

/**
 * The file of a zone: what belongs to it and to no smaller one.
 *
 * @param zones all of the server, without dots at their ends; the root is the empty text
 */
export function zoneFile(
  zone: string,
  zones: readonly string[],
  records: Records,
  serial: number,
  primary: string,
): string {
  const soa = `${primary}. hostmaster.${primary}. ${serial} 60 60 600 ${shortLived}`;
  const own = [...records.values()].filter(({ name }) => zoneOf(name, zones) === zone);
  const below = zones.filter((other) => other !== zone && zone === "");
  const lines = [
    `$TTL ${shortLived}`,
    `${zone}. SOA ${soa}`,
    ...own.flatMap(({ name, type, values }) => values.map((value) => `${name}. ${type} ${valueText(type, value)}`)),
    ...below.flatMap((other) =>
      nameServersOf(other, records).map((server) => `${other}. NS ${valueText("NS", server)}`),
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function nameServersOf(zone: string, records: Records): readonly string[] {
  return records.get(keyOf(zone, "NS"))?.values ?? [];
}

function zoneOf(name: string, zones: readonly string[]): string {
  const above = zones.filter((zone) => zone === "" || name === zone || name.endsWith(`.${zone}`));
  return above.reduce((longest, zone) => (zone.length > longest.length ? zone : longest), "");
}

function valueText(type: string, value: string): string {
  if (type === "TXT" && !value.startsWith('"')) return quoted(value);
  return whoseValueIsAName.has(type) && !value.endsWith(".") ? `${value}.` : value;
}

// A text of a record is at most 255 bytes; longer ones are several, which readers put together.
function quoted(text: string): string {
  const parts = text.match(/[\s\S]{1,255}/g) ?? [""];
  return parts.map((part) => `"${part.replaceAll(/["\\]/g, "\\$&")}"`).join(" ");
}
