// Checks the rules that no ready-made tool knows, over all files that git tracks or would track.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { houseRuleBreaks } from "./lib/house-rules.mjs";
import { missingPlatformPackages } from "./lib/lock.mjs";
import { root } from "./lib/root.mjs";
import { run } from "./lib/run.mjs";

const binary = /\.(png|jpg|ico|woff2?|gz|sqlite)$/;

const listed = await run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root });
const names = listed.stdout.split("\0").filter((name) => name !== "" && !binary.test(name));
const breaks = await Promise.all(
  names.map(async (name) => {
    // A file that was deleted but not yet committed is still listed.
    const text = await readFile(path.join(root, name), "utf8").catch(() => "");
    return houseRuleBreaks(name, text);
  }),
);
const lock = JSON.parse(await readFile(path.join(root, "package-lock.json"), "utf8"));
const unlocked = Object.keys(missingPlatformPackages(lock.packages));
const problems = breaks.flat();
if (unlocked.length > 0) {
  problems.push(
    `package-lock.json: run \`node scripts/complete-lock.mjs\`, ${unlocked.length} packages for other systems are missing`,
  );
}
if (names.length === 0) problems.push(`git lists no files: ${listed.stderr.trim()}`);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
