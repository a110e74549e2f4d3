import { findProgram, installDebianPackages } from "./debian.mjs";

/** Programs that tests hold our own code against, and the Debian packages that bring them. Without them those tests are skipped. */
const tools = [
  { program: "age", debianPackage: "age" },
  { program: "ssh-keygen", debianPackage: "openssh-client" },
  { program: "openssl", debianPackage: "openssl" },
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

/**
 * Installs what must be there before anything else, where it is missing and can be had: git, and what compiles SQLite. What
 * cannot be installed is said by whoever needs it.
 *
 * @param {(line: string) => void} say
 * @param {{ git: string, build: readonly string[] }} missing What `gitProblem` and `missingBuildTools` found.
 * @param {typeof installDebianPackages} [installPackages]
 * @returns {Promise<void>}
 */
export async function provideFoundations(say, missing, installPackages = installDebianPackages) {
  const packages = [
    ...(missing.git === "" ? [] : ["git"]),
    ...(missing.build.length === 0 ? [] : ["g++", "make", "python3"]),
  ];
  if (packages.length === 0) return;
  say(`Installing ${packages.join(", ")} …`);
  const problem = await installPackages(packages);
  if (problem !== "") say(problem);
}
