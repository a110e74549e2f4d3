/** Where to go after signing in: only ever a path of this panel, whatever the address asks for. */
export function pathOf(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) ? next : "/";
}
