import { integer, text } from "drizzle-orm/sqlite-core";
import type { Instant } from "../records.ts";

/** Opaque id, primary key. */
export const id = () => text("id").primaryKey();

/** A moment as text (see `Instant`). */
export const instant = (name: string) => text(name).$type<Instant>();

/** JSON of a known shape. */
export const json = <Shape>(name: string) => text(name, { mode: "json" }).$type<Shape>();

/** A moment as the sign-in library keeps it: milliseconds since 1970, a Date in the program. */
export const date = (name: string) => integer(name, { mode: "timestamp_ms" });
