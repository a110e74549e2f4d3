/**
 * @typedef {object} HouseRule A rule of CONTRIBUTING.md that no other tool checks.
 * @property {RegExp} files Which files it is about.
 * @property {RegExp} [except] Which of them it leaves alone.
 * @property {RegExp} pattern What must not stand in a line.
 * @property {string} message
 */

const code = /\.(ts|tsx|mjs|cjs|js)$/;
const own = /^scripts\/lib\/house-rules(\.test)?\.(mjs|ts)$/;

/** @type {HouseRule[]} */
export const houseRules = [
  {
    files: /(^|\/)package-lock\.json$/,
    pattern: /"resolved": "(https?:|git)/,
    message: "the lock names a download address; delete it, the registry is each machine's own setting",
  },
  {
    files: /(^|\/)\.npmrc$|(^|\/)package\.json$/,
    pattern: /registry\s*[=:]|\/\/[^\s]*:_(auth|password)/,
    message: "the registry is each machine's own setting",
  },
  {
    files: /./,
    except: own,
    pattern: /(?:^|[\s"'`(=])\/(?:work|root|home\/(?!allotment|[$<{])[a-z]+|Users\/[a-z]+)\/[a-z]/,
    message: "a path of one machine",
  },
  {
    files: code,
    except: own,
    pattern: /@ts-(ignore|nocheck)/,
    message: "say the type instead of switching the check off",
  },
  {
    files: code,
    except: own,
    pattern: /\bshell:\s*true\b/,
    message: "child processes take argument arrays, never a shell",
  },
  {
    files: code,
    except: own,
    pattern: /import\s*\{[^}]*\bexec(Sync)?\b[^}]*\}\s*from\s*"(node:)?child_process"|\bchild_process\.exec(Sync)?\(/,
    message: "exec goes through a shell; use spawn or execa with an argument array",
  },
];

/**
 * Finds what breaks a house rule in one file.
 *
 * @param {string} name Path relative to the checkout, with `/`.
 * @param {string} text
 * @returns {string[]} Lines `name:line: message`.
 */
export function houseRuleBreaks(name, text) {
  const rules = houseRules.filter((rule) => rule.files.test(name) && !rule.except?.test(name));
  return text
    .split("\n")
    .flatMap((line, index) =>
      rules.filter((rule) => rule.pattern.test(line)).map((rule) => `${name}:${index + 1}: ${rule.message}`),
    );
}
