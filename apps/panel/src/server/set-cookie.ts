/** A cookie as Next takes it. */
export interface CookieToSet {
  readonly name: string;
  readonly value: string;
  readonly options: {
    readonly path?: string;
    readonly maxAge?: number;
    readonly httpOnly?: boolean;
    readonly secure?: boolean;
    readonly sameSite?: "lax" | "strict" | "none";
  };
}

/** Reads one `Set-Cookie` header, as the sign-in library writes them. */
export function parseSetCookie(line: string): CookieToSet {
  const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
  const [name = "", ...value] = pair.split("=");
  const found = new Map(
    attributes.map((attribute) => [attribute.split("=")[0]?.toLowerCase() ?? "", attribute.split("=")[1] ?? ""]),
  );
  const sameSite = found.get("samesite")?.toLowerCase();
  const maxAge = found.get("max-age");
  return {
    name,
    value: decodeURIComponent(value.join("=")),
    options: {
      path: found.get("path") ?? "/",
      httpOnly: found.has("httponly"),
      secure: found.has("secure"),
      ...(maxAge === undefined ? {} : { maxAge: Number(maxAge) }),
      ...(sameSite === "lax" || sameSite === "strict" || sameSite === "none" ? { sameSite } : {}),
    },
  };
}
