import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { UserRole } from "../actor.ts";
import { date, id } from "./columns.ts";

// Tables of the sign-in library (better-auth 1.7.5 with its `username` plugin), plus `role` and `disabledAt`. Names of
// the fields are the library's.

const present = sql`(cast(unixepoch('subsecond') * 1000 as integer))`;

export const user = sqliteTable("user", {
  id: id(),
  name: text("name").notNull(),
  /** Made up from the id: nobody has to have an address. */
  email: text("email").notNull().unique(),
  emailVerified: integer("email_verified", { mode: "boolean" }).default(false).notNull(),
  image: text("image"),
  username: text("username").unique(),
  displayUsername: text("display_username"),
  role: text("role").$type<UserRole>().default("operator").notNull(),
  disabledAt: date("disabled_at"),
  createdAt: date("created_at").default(present).notNull(),
  updatedAt: date("updated_at").default(present).notNull(),
});

export const session = sqliteTable(
  "session",
  {
    id: id(),
    expiresAt: date("expires_at").notNull(),
    token: text("token").notNull().unique(),
    createdAt: date("created_at").default(present).notNull(),
    updatedAt: date("updated_at").default(present).notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
  },
  (table) => [index("session_user").on(table.userId)],
);

export const account = sqliteTable(
  "account",
  {
    id: id(),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: date("access_token_expires_at"),
    refreshTokenExpiresAt: date("refresh_token_expires_at"),
    scope: text("scope"),
    password: text("password"),
    createdAt: date("created_at").default(present).notNull(),
    updatedAt: date("updated_at").default(present).notNull(),
  },
  (table) => [index("account_user").on(table.userId)],
);

export const verification = sqliteTable(
  "verification",
  {
    id: id(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: date("expires_at").notNull(),
    createdAt: date("created_at").default(present).notNull(),
    updatedAt: date("updated_at").default(present).notNull(),
  },
  (table) => [index("verification_identifier").on(table.identifier)],
);

/** Counters of the sign-in library's rate limit, so that a restart does not reset them. */
export const rateLimit = sqliteTable("rate_limit", {
  id: id(),
  key: text("key").notNull().unique(),
  count: integer("count").notNull(),
  lastRequest: integer("last_request").notNull(),
});
