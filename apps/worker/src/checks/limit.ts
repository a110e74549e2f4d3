/** How long a command may take to end after it was asked to, in seconds. */
const graceSeconds = 5;

/** What `timeout` ends with when it had to end a command, or to kill it. */
const ended: ReadonlySet<number> = new Set([124, 137]);

/**
 * An argument list that the machine itself ends in time. One that hangs is started again with each look: without an end of
 * their own they would become more and more.
 */
export function withinSeconds(seconds: number, argv: readonly string[]): readonly string[] {
  return ["timeout", "-k", String(graceSeconds), String(seconds), ...argv];
}

/** Whether an exit code says that the machine ended the command. */
export function tookTooLong(exitCode: number): boolean {
  return ended.has(exitCode);
}
