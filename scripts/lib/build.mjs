import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { bundlePrograms, programs } from "./bundle.mjs";
import { writeFileIfChanged } from "./files.mjs";
import { fingerprint } from "./fingerprint.mjs";
import { root } from "./root.mjs";
import { run } from "./run.mjs";

const shared = ["packages", "schemas", "nix", "package-lock.json", "tsconfig.base.json", "scripts/lib/bundle.mjs"];

/**
 * What is built: from which sources, into which files, and how. `make` returns the empty string or the errors.
 *
 * @type {{ name: string, inputs: string[], outputs: string[], make: () => Promise<string> }[]}
 */
const targets = [
  {
    name: "worker and command line",
    inputs: [...shared, "apps/worker", "apps/cli"],
    outputs: programs.map((program) => program.output),
    make: bundlePrograms,
  },
  {
    name: "panel",
    inputs: [...shared, "apps/panel"],
    outputs: ["apps/panel/.next/BUILD_ID"],
    make: buildPanel,
  },
];

/**
 * Builds what does not fit its sources; does nothing when all of it does.
 *
 * @param {(line: string) => void} say
 * @param {readonly string[]} [names] Only these targets.
 * @returns {Promise<string>} The empty string, or the errors.
 */
export async function build(say, names = targets.map((target) => target.name)) {
  for (const target of targets.filter(({ name }) => names.includes(name))) {
    const stamp = path.join(root, ".cache/built", target.name.replaceAll(" ", "-"));
    const digest = await fingerprint(root, target.inputs, [process.version, process.platform, process.arch]);
    const present = await readFile(stamp, "utf8").catch(() => "");
    if (present === digest && target.outputs.every((output) => existsSync(path.join(root, output)))) continue;
    say(`Building ${target.name} …`);
    await rm(stamp, { force: true });
    const errors = await target.make();
    if (errors !== "") return `${errors.trimEnd()}\n\nThe ${target.name} could not be built; the errors are above.`;
    await writeFileIfChanged(stamp, digest);
  }
  return "";
}

/** @returns {Promise<string>} */
async function buildPanel() {
  const next = path.join(root, "node_modules/next/dist/bin/next");
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const outcome = await run(process.execPath, [next, "build"], { cwd: path.join(root, "apps/panel"), env });
  return outcome.code === 0 ? "" : outcome.stdout + outcome.stderr;
}
