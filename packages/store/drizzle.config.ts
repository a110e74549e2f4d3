import { defineConfig } from "drizzle-kit";

/** `npx drizzle-kit generate` writes the next migration after a change of the schema. */
export default defineConfig({ dialect: "sqlite", schema: "./src/schema/index.ts", out: "./migrations" });
