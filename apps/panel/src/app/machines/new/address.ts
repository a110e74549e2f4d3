/** What the address of the page says: for which environment, who logs in, and the errands so far. */
export interface Declaring {
  /** Id or short name; empty for a new one. */
  readonly environment: string;
  readonly user: string;
  readonly scan: string;
  readonly test: string;
}

/** The page as it goes on from there. */
export function declaringAddress(now: Partial<Declaring>): string {
  const search = new URLSearchParams(Object.entries(now).filter(([, value]) => value !== ""));
  return `/machines/new?${search.toString()}`;
}

/** A short name for an environment that is called so; one that is not taken. */
export function environmentSlug(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .slice(0, 28)
    .replace(/-+$/, "");
  const base = plain === "" ? "machines" : plain;
  const numbers = Array.from({ length: taken.length + 1 }, (_, index) => (index === 0 ? base : `${base}-${index + 1}`));
  return numbers.find((slug) => !taken.includes(slug)) ?? base;
}
