import { findBrowser } from "../../scripts/lib/browser.mjs";

/** The browser that tests and pictures use. */
export const browserPath = await findBrowser();

/** It asks nobody for anything but our pages; and it refuses to sandbox when root starts it, as in a container. */
export const browserSwitches: string[] = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];
