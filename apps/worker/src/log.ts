import { pino, type DestinationStream, type Logger } from "pino";
import { describeError, withoutSecrets } from "./log-values.ts";
import type { LogLevel } from "./settings.ts";

/** Names of fields whose values are never written, wherever they stand. */
const secretFields = ["password", "secret", "token", "identity", "ciphertext", "value", "plaintext"];

/**
 * The worker's log: one JSON object a line on standard output or elsewhere, static messages with fields. Errors are
 * written without their messages, which may quote what was being worked on.
 */
export function createLog(level: LogLevel, destination: DestinationStream = pino.destination(1)): Logger {
  const paths = secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  return pino(
    {
      level,
      base: { name: "worker" },
      redact: { paths, censor: "[secret]" },
      serializers: { err: describeError, error: describeError },
      formatters: { log: (fields) => withoutSecrets(fields) },
    },
    destination,
  );
}
