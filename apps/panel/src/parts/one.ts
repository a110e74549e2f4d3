/** What the address says after `?`. */
export type Search = Promise<Readonly<Record<string, string | readonly string[] | undefined>>>;

/** One value of the address; the first where it is repeated, empty where it is missing. */
export function one(value: string | readonly string[] | undefined): string {
  return (typeof value === "string" ? value : value?.[0]) ?? "";
}
