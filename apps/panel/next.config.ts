import type { NextConfig } from "next";
import { join } from "node:path";

const config: NextConfig = {
  // Our packages are TypeScript source; the native SQLite binding stays outside the bundle.
  transpilePackages: ["api", "catalogue", "model", "nix-output", "planner", "secrets", "store", "ui"].map(
    (name) => `@allotment/${name}`,
  ),
  serverExternalPackages: ["better-sqlite3"],
  turbopack: { root: join(import.meta.dirname, "../..") },
  poweredByHeader: false,
  // A browser that has not read the page's own link to the icon yet asks for this address by itself.
  rewrites: async () => [{ source: "/favicon.ico", destination: "/icon.svg" }],
  // Types are checked once for the whole repository, by `npm run check`.
  typescript: { ignoreBuildErrors: true },
  // As much as the API takes: a document of the largest size.
  experimental: { cpus: 2, serverActions: { bodySizeLimit: "2mb" } },
};

export default config;
