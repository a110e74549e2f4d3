/**
 * Addresses name a field or an object with dots, e.g. `applications.social.options.title`. Keys that are not plain
 * (they hold a dot, a bracket or white space) stand as JSON strings in brackets: `a["b.c"]`.
 */
export function addressOf(...parts: readonly (string | number)[]): string {
  return parts.reduce<string>((address, part) => joinAddress(address, String(part)), "");
}

/** An address one step further in. An empty address is the root. */
export function joinAddress(address: string, part: string): string {
  if (!/^[\w$/-]+$/.test(part)) return `${address}[${JSON.stringify(part.slice(0, 80))}]`;
  return address === "" ? part : `${address}.${part}`;
}

/** The address of a JSON pointer (RFC 6901) below `root`. */
export function addressOfPointer(root: string, pointer: string): string {
  const parts = pointer.split("/").slice(1);
  return parts.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~")).reduce(joinAddress, root);
}
