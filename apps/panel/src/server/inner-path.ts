const ourselves = "http://panel.invalid";

/**
 * The path within this panel that an address from a request leads to, as a browser would read it: with tabs and line
 * breaks taken out and backslashes turned round. `/` for everything that leads elsewhere.
 *
 * @param address what a form, a query or a header asks for
 */
export function innerPath(address: string | null | undefined): string {
  if (!address?.startsWith("/") || !URL.canParse(address, ourselves)) return "/";
  const { origin, pathname, search } = new URL(address, ourselves);
  const path = `${pathname}${search}`;
  // What is left must mean the same when it is read again: `/.//evil.example` becomes `//evil.example` by reading.
  if (origin !== ourselves || !URL.canParse(path, ourselves)) return "/";
  return new URL(path, ourselves).origin === ourselves ? path : "/";
}
