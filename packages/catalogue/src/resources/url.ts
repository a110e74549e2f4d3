/** Host name of a URL. */
export function hostOfUrl(url: string): string {
  return new URL(url).hostname;
}

/** Port of a URL, its scheme's when none is given. */
export function portOfUrl(url: string): number {
  const { port, protocol } = new URL(url);
  if (port !== "") return Number(port);
  return protocol === "https:" ? 443 : 80;
}
