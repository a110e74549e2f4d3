import { index, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { UserRole } from "../actor.ts";
import type { InvitationKind, MemberRole } from "../records.ts";
import { user } from "./auth.ts";
import { id, instant } from "./columns.ts";

export const operator = sqliteTable("operator", {
  id: id(),
  name: text("name").notNull(),
  disabledAt: instant("disabled_at"),
  createdAt: instant("created_at").notNull(),
});

export const member = sqliteTable(
  "member",
  {
    operatorId: text("operator_id")
      .notNull()
      .references(() => operator.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    role: text("role").$type<MemberRole>().notNull(),
    since: instant("since").notNull(),
  },
  (table) => [primaryKey({ columns: [table.operatorId, table.userId] }), index("member_user").on(table.userId)],
);

export const invitation = sqliteTable("invitation", {
  id: id(),
  kind: text("kind").$type<InvitationKind>().notNull(),
  /** SHA-256 of the token, hexadecimal. The token itself is only in the link. */
  tokenHash: text("token_hash").notNull().unique(),
  userRole: text("user_role").$type<UserRole>().notNull(),
  operatorId: text("operator_id").references(() => operator.id, { onDelete: "cascade" }),
  memberRole: text("member_role").$type<MemberRole>(),
  userId: text("user_id").references(() => user.id, { onDelete: "cascade" }),
  createdBy: text("created_by"),
  createdAt: instant("created_at").notNull(),
  expiresAt: instant("expires_at").notNull(),
  usedAt: instant("used_at"),
  revokedAt: instant("revoked_at"),
});
