const days = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

/** A moment (ISO 8601) as people read it: "20 Nov 2026, 14:05 UTC". */
export function momentText(iso: string): string {
  return `${days.format(new Date(iso))} UTC`;
}

/** A length of time in words: "8 s", "1 min 12 s", "2 h 5 min". @param milliseconds at least 0; less counts as 0 */
export function durationText(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
