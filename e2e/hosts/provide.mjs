import { findProgram, installDebianPackages } from "../../scripts/lib/debian.mjs";
import { hostsProblem, hostTools } from "./base.mjs";

/**
 * Installs what test hosts need and makes the root that they share, where that can be done: half a minute the first time.
 *
 * @param {(line: string) => void} say
 * @returns {Promise<string | null>} Why there can be no test hosts; null when all is there.
 */
export async function provideHosts(say) {
  const missing = hostTools.filter(({ program }) => findProgram([program]) === undefined);
  if (process.platform === "linux" && process.getuid?.() === 0 && missing.length > 0) {
    say(`Installing ${missing.map(({ program }) => program).join(", ")} …`);
    await installDebianPackages([...new Set(missing.map(({ debianPackage }) => debianPackage))]);
  }
  return await hostsProblem();
}
