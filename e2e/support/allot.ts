import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { root } from "../../scripts/lib/root.mjs";
import { installation } from "./installation.ts";

/** Runs `allot` on the data of the installation, as a provider does on the server. @returns what it printed */
export async function allot(...argv: string[]): Promise<string> {
  const { address, dataFolder } = installation();
  const env = { ...process.env, ALLOTMENT_PUBLIC_URL: address, ALLOTMENT_DATA: dataFolder };
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(root, "apps/cli/bin/allot.mjs"), ...argv], {
    env,
  });
  return stdout;
}
