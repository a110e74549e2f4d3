/** Exit codes: 0 done; 1 what was given is invalid; 2 it is valid and does not fit. */
export const exitCodes = { invalid: 1, doesNotFit: 2 } as const;

/** Ends the command with a message for people on standard error. */
export class CliError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number = exitCodes.invalid) {
    super(message);
    this.exitCode = exitCode;
  }
}
