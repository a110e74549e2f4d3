import { createHash, randomUUID } from "node:crypto";
import { system, type Store, type UserActor } from "@allotment/store";
import { ApiError } from "../errors/api-error.ts";
import type { ApiSettings } from "../settings.ts";
import type { Attempts } from "./attempts.ts";
import { hashingQueue } from "./hashing-queue.ts";
import { authPath, attemptsHeader, disabledCode, signInAttempts, type AuthLibrary } from "./library.ts";
import { usernameLength, usernamePattern } from "./password-rules.ts";

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
}

/** The only user of the sign-in library. Requests to it are made as if they came from the public address. */
export function authentication(
  library: AuthLibrary,
  store: Store,
  settings: ApiSettings,
  counted: Attempts,
): Authentication {
  const origin = settings.publicUrl;
  const queue = hashingQueue();
  const prune = pruning(library);
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
      if (!isUsername(username)) {
        // Takes as long as a wrong password, so that the answer tells nothing.
        await queue(async () => (await library.$context).password.hash(password));
        throw new ApiError("wrong-credentials");
      }
      const name = username.toLowerCase();
      const source = attemptsKey(name, settings.trustProxy ? addressIn(headers) : "");
      await counted.wait(name, source);
      await prune();
      const answer = await queue(() =>
        call("/sign-in/username", { headers: { [attemptsHeader]: source }, body: { username, password } }),
      );
      if (answer.ok) {
        counted.succeeded(name);
        await tell(store, "session.sign-in", name);
        return answer.headers.getSetCookie();
      }
      const error = await signInError(answer);
      if (error.problem.code === "wrong-credentials") counted.failed(name);
      tellLater(store, "session.refuse", name, { why: error.problem.code });
      throw error;
    },
    signOut: async (headers) => {
      const answer = await call("/sign-out", { headers: { cookie: headers.get("cookie") ?? "" }, body: {} });
      return answer.headers.getSetCookie();
    },
    createAccount: (account) => queue(() => createAccount(library, account)),
    setPassword: async (userId, password) => {
      const { internalAdapter, password: hasher } = await library.$context;
      await internalAdapter.updatePassword(userId, await queue(() => hasher.hash(password)));
      await store.users.endSessions(system, { userId });
      await store.audit.record(system, { action: "user.set-password", subject: userId });
    },
  };
}

function isUsername(text: string): boolean {
  return text.length >= usernameLength.min && text.length <= usernameLength.max && usernamePattern.test(text);
}

// Only of accounts that exist: what else was typed into the field may be a password.
async function tell(store: Store, action: string, name: string, details = {}): Promise<void> {
  const user = (await store.users.list(system, {})).find(({ username }) => username.toLowerCase() === name);
  if (user) await store.audit.record(system, { action, subject: user.id, details: { username: name, ...details } });
}

// After the answer: how long that takes must not tell whether there was something to write.
function tellLater(store: Store, action: string, name: string, details: Readonly<Record<string, unknown>>): void {
  // A database that cannot be written to is told of by everything else.
  setTimeout(() => void tell(store, action, name, details).catch(() => undefined), 50).unref();
}

// The library removes old counters only when somebody comes back after theirs has run out, so names that nobody has
// would pile up.
function pruning(library: AuthLibrary): () => Promise<void> {
  const intervalMilliseconds = 60_000;
  let last = 0;
  return async () => {
    const now = Date.now();
    if (now - last < intervalMilliseconds) return;
    last = now;
    const { adapter } = await library.$context;
    const old = now - signInAttempts.windowSeconds * 1000;
    await adapter.deleteMany({ model: "rateLimit", where: [{ field: "lastRequest", operator: "lt", value: old }] });
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
