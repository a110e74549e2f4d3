import type { Configuration } from "@allotment/model";
import { z } from "zod";
import { passwordLengthMax, passwordLengthMin, usernameLength, usernamePattern } from "./auth/password-rules.ts";

/** Largest document that a call takes, in characters of its JSON. */
export const documentLengthMax = 512 * 1024;

/** Id of a record. */
export const id = z.string().min(1).max(64);

/** Immutable name of a deployment, instance or environment. */
export const slug = z
  .string()
  .max(32)
  .regex(/^[a-z](?:[a-z0-9-]{0,30}[a-z0-9])?$/, { error: "invalid-name" });

/** A name that people read: one line. */
export const title = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^\p{Cc}\u202A-\u202E\u2066-\u2069]*$/u);

/** A remark: why something is done. May be empty. */
export const message = z
  .string()
  .trim()
  .max(500)
  .regex(/^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u202A-\u202E\u2066-\u2069]*$/)
  .default("");

/** A user name. */
export const username = z.string().trim().min(usernameLength.min).max(usernameLength.max).regex(usernamePattern);

/** A new password. */
export const newPassword = z.string().min(passwordLengthMin).max(passwordLengthMax);

/** A password to try: of any sensible length. */
export const triedPassword = z.string().min(1).max(1024);

/** Token of a link. */
export const token = z.string().min(1).max(128);

/**
 * A configuration as a form has it. Only its size is looked at here; the JSON Schemas say what is wrong with it, field
 * by field.
 */
export const configuration = z.custom<Configuration>(isSmallObject);

/** A document of any shape and limited size. */
export const anyDocument = z.custom<Readonly<Record<string, unknown>>>(isSmallObject);

function isSmallObject(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  try {
    return JSON.stringify(value).length <= documentLengthMax;
  } catch {
    // Nested too deeply to be written: nobody has such a document.
    return false;
  }
}
