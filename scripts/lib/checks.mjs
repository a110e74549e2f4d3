import path from "node:path";
import { root } from "./root.mjs";
import { run } from "./run.mjs";

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {string[][]} commands Each a program of node_modules/.bin, or a script of ours, with its arguments; one after the other.
 */

/** @type {Check[]} */
const checks = [
  { name: "generated files", commands: [["scripts/generate.mjs", "--check"]] },
  { name: "state diagrams", commands: [["scripts/state-diagrams.mjs", "--check"]] },
  { name: "types", commands: [["tsc", "--noEmit", "-p", "tsconfig.json"]] },
  {
    name: "types of the panel",
    commands: [
      ["next", "typegen", "apps/panel"],
      ["tsc", "--noEmit", "--incremental", "false", "-p", "tsconfig.panel.json"],
    ],
  },
  { name: "lint", commands: [["oxlint", "--type-aware", "-f", "unix", "--deny-warnings"]] },
  { name: "format", commands: [["prettier", "--check", "--log-level", "warn", "."]] },
  { name: "layers", commands: [["depcruise", "--config", ".dependency-cruiser.cjs", "packages", "apps"]] },
  { name: "unused code", commands: [["knip", "--no-progress"]] },
  { name: "dependencies", commands: [["scripts/dependencies.mjs"]] },
  { name: "commands in the README", commands: [["scripts/readme.mjs", "--check"]] },
  { name: "house rules", commands: [["scripts/house-rules.mjs"]] },
];

/** As many as there are cores on the smallest machine that is worth checking on. */
const atOnce = 2;

/**
 * Runs all static checks and says of each how it went.
 *
 * @param {(line: string) => void} say
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runChecks(say) {
  const waiting = [...checks];
  const counts = { passed: 0, failed: 0 };
  const runNext = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const started = performance.now();
      const errors = await runCheck(check);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      say(errors === "" ? `ok      ${check.name} ${seconds} s` : `${errors}\nFAILED  ${check.name} ${seconds} s\n`);
      counts[errors === "" ? "passed" : "failed"] += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, runNext));
  return counts;
}

/**
 * @param {Check} check
 * @returns {Promise<string>} The empty string, or its errors.
 */
async function runCheck(check) {
  for (const [program = "", ...argv] of check.commands) {
    const outcome = program.startsWith("scripts/")
      ? await run(process.execPath, [program, ...argv], { cwd: root })
      : await run(path.join(root, "node_modules/.bin", program), argv, {
          cwd: root,
          env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
        });
    const output = `${outcome.stdout}${outcome.stderr}`.trim();
    if (outcome.code !== 0) return output === "" ? `${program} ended with exit code ${outcome.code}` : output;
  }
  return "";
}
