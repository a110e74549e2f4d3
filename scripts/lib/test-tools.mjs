import { findProgram, installDebianPackages } from "./debian.mjs";

/** Programs that tests hold our own code against, and the Debian packages that bring them. Without them those tests are skipped. */
const tools = [
  { program: "age", debianPackage: "age" },
  { program: "ssh-keygen", debianPackage: "openssh-client" },
];

/**
 * Installs the programs that are missing, where that can be done, and says which tests will be skipped where it cannot.
 *
 * @param {(line: string) => void} say
 * @returns {Promise<void>}
 */
export async function provideTools(say) {
  const missing = tools.filter(({ program }) => findProgram([program]) === undefined);
  if (missing.length === 0) return;
  say(`Installing ${missing.map(({ program }) => program).join(", ")} …`);
  const problem = await installDebianPackages(missing.map(({ debianPackage }) => debianPackage));
  if (problem !== "")
    say(`Tests that need ${missing.map(({ program }) => program).join(", ")} are skipped: ${problem}`);
}
