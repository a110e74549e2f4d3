import type { DetailsInput, Generator, InstanceDetails, Role, SecretSource } from "@allotment/model";
import { bindingFiles, bucketKeyParts, envFile, generatedSource, givenSource } from "../../shared/index.ts";
import type { Options } from "./options.ts";

/** What runs again when a secret changes: the setup writes `.env` and its caches anew, then the processes read it. */
const restartUnits = ["phpfpm-pixelfed.service", "pixelfed-data-setup.service", "pixelfed-horizon.service"];

// systemd hands `services.pixelfed.secretFile` to the setup unit (LoadCredential), so only root reads it.
const readers = { components: ["web", "jobs"], owner: "root", group: "root", restartUnits };
// Pixelfed reads no password from a file of its own; what copies its state does, as root.
const copiers = { components: ["web"], owner: "root", group: "root", restartUnits: [] };

/** Secrets that are made once. A lost APP_KEY makes encrypted data and sessions unreadable. */
export const generators: Readonly<Record<Role, Generator>> = {
  "app-key": { kind: "base64", bytes: 32, purpose: "laravel-key", rotation: "never" },
};

/**
 * `services.pixelfed.secretFile`, role `environment`: a piece of the `.env` file with everything secret in it. The
 * bindings' own files are declared too, because their results name them.
 */
export function secretsOf({ slug, options, bindings }: DetailsInput<Options>): InstanceDetails["secrets"] {
  const parts: Record<string, SecretSource | undefined> = {
    APP_KEY: generatedSource(slug, "app-key", "value", "base64:"),
    DB_PASSWORD: bindings["database"]?.secrets["password"],
    REDIS_PASSWORD: bindings["cache"]?.secrets["password"],
    MAIL_PASSWORD: bindings["mail"]?.secrets["password"],
    CAPTCHA_SECRET: options.captcha && options.captchaSecret ? givenSource(options.captchaSecret) : undefined,
    ...bucketKeyParts(bindings["bucket"]),
  };
  return {
    environment: envFile(present(parts), readers),
    ...bindingFiles("database", bindings["database"], copiers),
    ...bindingFiles("cache", bindings["cache"], copiers),
    ...bindingFiles("mail", bindings["mail"], copiers),
    ...bindingFiles("bucket", bindings["bucket"], copiers),
  };
}

function present(parts: Readonly<Record<string, SecretSource | undefined>>): Record<string, SecretSource> {
  return Object.fromEntries(Object.entries(parts).flatMap(([name, source]) => (source ? [[name, source]] : [])));
}
