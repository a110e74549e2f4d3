import type { DetailsInput, Generator, InstanceDetails, Role } from "@allotment/model";
import { bindingFiles, bucketKeyParts, envFile, generatedSource, rawFile } from "../../shared/index.ts";
import type { Options } from "./options.ts";

const restartUnits = ["peertube.service"];

// The unit's start script reads these as the service's own user …
const ownReaders = { components: ["server"], owner: "peertube", group: "peertube", restartUnits };
// … and systemd reads its environment file before it becomes that user.
const systemdReaders = { components: ["server"], owner: "root", group: "root", restartUnits };
// What copies the bucket reads its keys, as root.
const copiers = { components: ["server"], owner: "root", group: "root", restartUnits: [] };

/** Secrets that are made once: the key that signs sign-ins and second factors, and the first password of `root`. */
export const generators: Readonly<Record<Role, Generator>> = {
  "signing-key": { kind: "hex", bytes: 32, purpose: "peertube-signing", rotation: "with-consequences" },
  "root-password": { kind: "password", length: 24, purpose: "first-password", rotation: "never" },
};

/**
 * Files by role: `signing-key` is `services.peertube.secrets.secretsFile`, `environment` is `serviceEnvironmentFile`
 * (the first password of `root`, read at the first start only, and the keys of the bucket); those of the bindings are
 * the `passwordFile`s of database, Redis and mail.
 */
export function secretsOf({ slug, bindings }: DetailsInput<Options>): InstanceDetails["secrets"] {
  const environment = {
    PT_INITIAL_ROOT_PASSWORD: generatedSource(slug, "root-password"),
    ...bucketKeyParts(bindings["bucket"]),
  };
  return {
    "signing-key": rawFile(generatedSource(slug, "signing-key"), ownReaders),
    environment: envFile(environment, systemdReaders),
    ...bindingFiles("database", bindings["database"], ownReaders),
    ...bindingFiles("cache", bindings["cache"], ownReaders),
    ...bindingFiles("mail", bindings["mail"], ownReaders),
    ...bindingFiles("bucket", bindings["bucket"], copiers),
  };
}
