/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/**
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
export function sum(all) {
  return all.reduce(
    (total, one) => ({
      passed: total.passed + one.passed,
      failed: total.failed + one.failed,
      skipped: total.skipped + one.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/**
 * Reads the counts out of Vitest's JSON report. A file that could not be loaded has no tests and counts as one that failed; so does
 * a run that ended badly although no test did.
 *
 * @param {string} json The empty string when there is no report.
 * @param {number} exitCode Vitest's own.
 * @returns {Counts}
 */
export function countVitest(json, exitCode) {
  if (json === "") return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(json);
  const unloaded = report.testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
      file.status === "failed" && file.assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + unloaded;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * Reads the counts out of Playwright's JSON report. A test that passed only when it was repeated counts as failed.
 *
 * @param {string} json The empty string when there is no report.
 * @param {number} exitCode Playwright's own.
 * @returns {Counts}
 */
export function countPlaywright(json, exitCode) {
  if (json === "") return { passed: 0, failed: 1, skipped: 0 };
  const { stats } = JSON.parse(json);
  const failed = stats.unexpected + stats.flaky;
  return { passed: stats.expected, failed: failed === 0 && exitCode !== 0 ? 1 : failed, skipped: stats.skipped };
}

/**
 * Names of the tests that Vitest skipped, for people.
 *
 * @param {string} json
 * @returns {string[]}
 */
export function skippedByVitest(json) {
  if (json === "") return [];
  return JSON.parse(json)
    .testResults.flatMap(
      (/** @type {{ assertionResults: { status: string, fullName: string }[] }} */ file) => file.assertionResults,
    )
    .filter((/** @type {{ status: string }} */ test) => ["pending", "skipped", "todo"].includes(test.status))
    .map((/** @type {{ fullName: string }} */ test) => test.fullName);
}
