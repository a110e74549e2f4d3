/**
 * One argument list as the line that a POSIX shell takes apart into exactly these arguments again. ssh joins what it is
 * given with blanks and has the other side's shell read it, so every remote command goes through here.
 *
 * @throws Error for an argument with a NUL, which no argument can hold.
 */
export function shellCommand(argv: readonly string[]): string {
  return argv.map(quoted).join(" ");
}

function quoted(argument: string): string {
  if (argument.includes("\0")) throw new Error("an argument holds a NUL");
  if (/^[A-Za-z0-9_./:@=+,-]+$/.test(argument)) return argument;
  return `'${argument.replaceAll("'", `'\\''`)}'`;
}
