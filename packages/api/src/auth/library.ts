import { drizzleAdapter } from "@better-auth/drizzle-adapter";
import type { authDatabase } from "@allotment/store";
import { betterAuth } from "better-auth";
import { APIError } from "better-auth/api";
import { username } from "better-auth/plugins";
import type { ApiSettings } from "../settings.ts";
import { passwordLengthMax, passwordLengthMin, usernameLength, usernamePattern } from "./password-rules.ts";

/** Where the library thinks it is. Nothing is served there: only our own procedures call it. */
export const authPath = "/api/auth";

/** Header by which our own code tells the library whose attempts to count. Never taken from a request. */
export const attemptsHeader = "x-allotment-attempts-of";

/**
 * Attempts to sign in with one user name in a window of so many seconds: from one address, where our proxy names it. All
 * others together count as one, so their limit is one that only machines reach; before that they wait longer and longer
 * (see attempts.ts).
 */
export const signInAttempts = { perAddressMax: 10, altogetherMax: 600, windowSeconds: 60 } as const;

/** Code of the refusal when an account is disabled. */
export const disabledCode = "ACCOUNT_DISABLED";

const daySeconds = 24 * 60 * 60;

/**
 * The sign-in library, set up: user name and password only, no sign-up, sessions in rows so that they end at once when
 * an account is disabled, attempts counted in the database.
 */
export function authLibrary(database: ReturnType<typeof authDatabase>, settings: ApiSettings, secret: string) {
  return betterAuth({
    appName: "Allotment",
    baseURL: settings.publicUrl,
    basePath: authPath,
    secret,
    trustedOrigins: [settings.publicUrl],
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: drizzleAdapter(database.db, { provider: "sqlite", schema: database.schema, transaction: false }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLengthMin,
      maxPasswordLength: passwordLengthMax,
    },
    user: {
      additionalFields: {
        role: { type: "string", required: false, input: false },
        disabledAt: { type: "date", required: false, input: false },
      },
    },
    session: { expiresIn: 7 * daySeconds, updateAge: daySeconds, cookieCache: { enabled: false } },
    rateLimit: {
      enabled: true,
      storage: "database",
      window: 60,
      max: 100,
      customRules: {
        "/sign-in/username": {
          window: signInAttempts.windowSeconds,
          max: settings.trustProxy ? signInAttempts.perAddressMax : signInAttempts.altogetherMax,
        },
      },
    },
    advanced: {
      cookiePrefix: "allotment",
      useSecureCookies: settings.secureCookies,
      ipAddress: { ipAddressHeaders: [attemptsHeader], ipv6Subnet: 128 },
      defaultCookieAttributes: { sameSite: "lax", httpOnly: true, path: "/" },
    },
    plugins: [
      username({
        minUsernameLength: usernameLength.min,
        maxUsernameLength: usernameLength.max,
        usernameValidator: (name) => usernamePattern.test(name),
      }),
    ],
    databaseHooks: { session: { create: { before: refuseDisabled } } },
  });
}

/** The sign-in library as set up here. */
export type AuthLibrary = ReturnType<typeof authLibrary>;

async function refuseDisabled(
  session: { userId: string },
  context: { context: { internalAdapter: { findUserById(id: string): Promise<object | null> } } } | null,
): Promise<void> {
  const user = await context?.context.internalAdapter.findUserById(session.userId);
  if (user && "disabledAt" in user && user.disabledAt !== null) {
    throw new APIError("FORBIDDEN", { code: disabledCode, message: "The account is disabled." });
  }
}
