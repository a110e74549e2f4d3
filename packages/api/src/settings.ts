import path from "node:path";

/** How this installation is reached and where it keeps its data. Read once, at the start. */
export interface ApiSettings {
  /** Absolute path of the data folder. */
  readonly dataFolder: string;
  /** What people open, without a slash at the end: `https://panel.example.org`. */
  readonly publicUrl: string;
  /** Whether `X-Forwarded-*` headers come from a proxy of ours and not from anybody. */
  readonly trustProxy: boolean;
  /** Whether cookies are sent over TLS only. */
  readonly secureCookies: boolean;
}

/** The settings, or one sentence that says which of them cannot be used. */
export type SettingsResult = { readonly settings: ApiSettings } | { readonly problem: string };

/**
 * Reads ALLOTMENT_DATA, ALLOTMENT_PUBLIC_URL, ALLOTMENT_TRUST_PROXY and ALLOTMENT_SECURE_COOKIES.
 *
 * @param env the process' environment
 * @param folder to which a relative ALLOTMENT_DATA refers
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>, folder: string): SettingsResult {
  const publicUrl = (env["ALLOTMENT_PUBLIC_URL"] || "http://127.0.0.1:3000").replace(/\/+$/, "");
  if (!isOrigin(publicUrl)) {
    return {
      problem: `ALLOTMENT_PUBLIC_URL has to be an address such as https://panel.example.org, without a path, not "${publicUrl}".`,
    };
  }
  const trustProxy = flag(env["ALLOTMENT_TRUST_PROXY"], false);
  if (trustProxy === null) return { problem: flagProblem("ALLOTMENT_TRUST_PROXY") };
  const secureCookies = flag(env["ALLOTMENT_SECURE_COOKIES"], publicUrl.startsWith("https:"));
  if (secureCookies === null) return { problem: flagProblem("ALLOTMENT_SECURE_COOKIES") };
  return {
    settings: {
      dataFolder: path.resolve(folder, env["ALLOTMENT_DATA"] || "data"),
      publicUrl,
      trustProxy,
      secureCookies,
    },
  };
}

const flags: Readonly<Record<string, boolean>> = {
  true: true,
  "1": true,
  yes: true,
  on: true,
  false: false,
  "0": false,
  no: false,
  off: false,
};

function flag(value: string | undefined, otherwise: boolean): boolean | null {
  if (value === undefined || value === "") return otherwise;
  const key = value.toLowerCase();
  return Object.hasOwn(flags, key) ? (flags[key] ?? null) : null;
}

function flagProblem(name: string): string {
  return `${name} has to be "true" or "false".`;
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return ["http:", "https:"].includes(url.protocol) && url.origin === text.toLowerCase();
}
