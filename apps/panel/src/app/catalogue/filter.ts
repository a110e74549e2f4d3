import type { ApplicationCard } from "@allotment/api";

/** What people want to do with an application. */
export type Purpose = ApplicationCard["manifest"]["purpose"];

/** Purposes in the order of the catalogue. */
const purposes: readonly Purpose[] = ["talk", "pictures", "videos", "write", "listen", "meet", "practice"];

/** What the catalogue shows. */
export interface CatalogueFilter {
  /** Null for all. */
  readonly purpose: Purpose | null;
  /** Words to look for; empty for none. */
  readonly words: string;
}

/** The filter that an address asks for; a purpose that is none is left out. */
export function filterOf(purpose: string, words: string): CatalogueFilter {
  return { purpose: purposes.find((known) => known === purpose) ?? null, words: words.trim().slice(0, 80) };
}

/** The address of a filter. */
export function addressOf({ purpose, words }: CatalogueFilter): string {
  const query = new URLSearchParams();
  if (purpose !== null) query.set("purpose", purpose);
  if (words !== "") query.set("q", words);
  return query.size === 0 ? "/catalogue" : `/catalogue?${query}`;
}

/** Which purposes there are applications for, in order. */
export function purposesOf(all: readonly ApplicationCard[]): readonly Purpose[] {
  return purposes.filter((purpose) => all.some(({ manifest }) => manifest.purpose === purpose));
}

/** The applications that a filter leaves. Every word has to be in the name, the summary or the description. */
export function select(all: readonly ApplicationCard[], filter: CatalogueFilter): readonly ApplicationCard[] {
  const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(({ manifest }) => {
    const text = `${manifest.name} ${manifest.summary} ${manifest.description}`.toLowerCase();
    const wanted = filter.purpose === null || manifest.purpose === filter.purpose;
    return wanted && words.every((word) => text.includes(word));
  });
}
