import { createHash, randomUUID } from "node:crypto";
import { system, type Store, type UserActor } from "@allotment/store";
import { ApiError } from "../errors/api-error.ts";
import type { ApiSettings } from "../settings.ts";
import { authPath, attemptsHeader, disabledCode, type AuthLibrary } from "./library.ts";

/** A new account, by its person. */
export interface NewAccount {
  readonly username: string;
  readonly name: string;
  readonly password: string;
}

/** Who somebody is, and the cookies to send along. */
export interface Resolved {
  readonly actor: UserActor | null;
  readonly cookies: readonly string[];
}

/**
 * Accounts and sessions. The only code that speaks with the sign-in library; none of the library's own addresses is
 * served.
 */
export interface Authentication {
  /**
   * Whose session the request carries.
   *
   * @param refresh whether a session may be prolonged: only where a cookie can be sent back
   */
  resolve(headers: Headers, refresh: boolean): Promise<Resolved>;
  /** @returns cookies of the new session. @throws ApiError `wrong-credentials`, `account-disabled`, `too-many-attempts` */
  signIn(credentials: Readonly<{ username: string; password: string }>, headers: Headers): Promise<readonly string[]>;
  /** Ends the session. @returns cookies that delete the browser's */
  signOut(headers: Headers): Promise<readonly string[]>;
  /** Makes an account without any place yet. @returns the user's id. @throws ApiError `taken` */
  createAccount(account: NewAccount): Promise<string>;
  /** Sets a password and ends every session of the user. */
  setPassword(userId: string, password: string): Promise<void>;
  /** Whether this is the user's password. */
  isPassword(userId: string, password: string): Promise<boolean>;
}

/** The only user of the sign-in library. Requests to it are made as if they came from the public address. */
export function authentication(library: AuthLibrary, store: Store, settings: ApiSettings): Authentication {
  const origin = settings.publicUrl;
  const call = (path: string, init: { headers: Record<string, string>; body: unknown }) =>
    library.handler(
      new Request(`${origin}${authPath}${path}`, {
        method: "POST",
        headers: { ...init.headers, origin, "content-type": "application/json" },
        body: JSON.stringify(init.body),
      }),
    );
  return {
    resolve: async (headers, refresh) => {
      const cookie = headers.get("cookie");
      if (cookie === null) return { actor: null, cookies: [] };
      const { response, headers: answer } = await library.api.getSession({
        headers: new Headers({ cookie }),
        query: { disableRefresh: !refresh },
        returnHeaders: true,
      });
      if (response === null) return { actor: null, cookies: [] };
      const actor = await store.users.actorOf(system, { userId: response.user.id });
      return { actor, cookies: answer.getSetCookie() };
    },
    signIn: async ({ username, password }, headers) => {
      const answer = await call("/sign-in/username", {
        headers: { [attemptsHeader]: attemptsKey(username, settings.trustProxy ? addressIn(headers) : "") },
        body: { username, password },
      });
      if (answer.ok) return answer.headers.getSetCookie();
      throw await signInError(answer);
    },
    signOut: async (headers) => {
      const answer = await call("/sign-out", { headers: { cookie: headers.get("cookie") ?? "" }, body: {} });
      return answer.headers.getSetCookie();
    },
    createAccount: (account) => createAccount(library, account),
    setPassword: async (userId, password) => {
      const { internalAdapter, password: hasher } = await library.$context;
      await internalAdapter.updatePassword(userId, await hasher.hash(password));
      await store.users.endSessions(system, { userId });
    },
    isPassword: async (userId, password) => {
      const { internalAdapter, password: hasher } = await library.$context;
      const hash = (await internalAdapter.findCredentialAccount(userId))?.password;
      return typeof hash === "string" && (await hasher.verify({ hash, password }));
    },
  };
}

// Attempts are counted by user name and, behind a proxy of ours, by address too, so that nobody is locked out from
// elsewhere; without one an address could be forged. The library counts by address, so both together become one, of a
// range that is nobody's (RFC 4193).
function attemptsKey(username: string, address: string): string {
  const hash = createHash("sha256").update(`${username.toLowerCase()} ${address}`).digest("hex").slice(0, 28);
  return `fd00:${(hash.match(/.{4}/g) ?? []).join(":")}`;
}

// What our proxy added is last; what stands before it, anybody can have sent.
function addressIn(headers: Headers): string {
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
}

async function signInError(answer: Response): Promise<ApiError> {
  if (answer.status === 429) {
    return new ApiError("too-many-attempts", {
      params: { seconds: Number(answer.headers.get("x-retry-after") ?? 60) },
    });
  }
  const body: unknown = await answer.json().catch(() => null);
  const code = typeof body === "object" && body !== null && "code" in body ? body.code : null;
  if (code === disabledCode) return new ApiError("account-disabled");
  return answer.status < 500 ? new ApiError("wrong-credentials") : new ApiError("unexpected");
}

async function createAccount(library: AuthLibrary, { username, name, password }: NewAccount): Promise<string> {
  const { internalAdapter, adapter, password: hasher } = await library.$context;
  const lower = username.toLowerCase();
  const known = await adapter.findOne({ model: "user", where: [{ field: "username", value: lower }] });
  if (known !== null) throw new ApiError("taken", { params: { field: "username" } });
  const hash = await hasher.hash(password);
  const row = {
    name,
    username: lower,
    displayUsername: username,
    // The library wants an address; nobody has to have one, and none is ever used.
    email: `${randomUUID()}@accounts.invalid`,
    emailVerified: false,
  };
  const user = await internalAdapter.createUser(row, { method: "invitation" });
  await internalAdapter.linkAccount({
    userId: user.id,
    accountId: user.id,
    providerId: "credential",
    password: hash,
  });
  return user.id;
}
