import type { DetailsInput, Generator, Role, SecretFileNeed, SecretSource } from "@allotment/model";
import {
  bindingFiles,
  bucketKeyParts,
  envFile,
  generatedSource,
  givenSource,
  rawFile,
  type FileReaders,
} from "../../shared/index.ts";
import type { Options } from "./options.ts";
import { sizeOf } from "./sizing.ts";

// Mastodon has no way to encrypt its columns anew, so these stay as long as the database does.
const columnKey: Generator = { kind: "password", length: 32, purpose: "column-encryption", rotation: "never" };

/**
 * What is generated once. A change of these signs everybody out, breaks push messages, or makes encrypted columns
 * unreadable, so they are kept with the backups.
 */
export const generators: Readonly<Record<Role, Generator>> = {
  "secret-key-base": { kind: "hex", bytes: 64, purpose: "rails-sessions", rotation: "with-consequences" },
  vapid: { kind: "vapid", purpose: "push-messages", rotation: "with-consequences" },
  "active-record-encryption-primary-key": columnKey,
  "active-record-encryption-deterministic-key": columnKey,
  "active-record-encryption-key-derivation-salt": columnKey,
};

/**
 * Mastodon's secret files, by the names of the NixOS module's options. The unit `mastodon-init-dirs` reads the single
 * values as user mastodon into one environment file each time a service starts; `environment` is read by systemd and
 * by the command `mastodon-tootctl` (extraEnvFiles).
 */
export function secretsOf(input: DetailsInput<Options>): Readonly<Record<Role, SecretFileNeed>> {
  const { slug, bindings, options } = input;
  const readers = readersOf(options);
  const single = Object.keys(generators).filter((role) => role !== "vapid");
  const environment = environmentParts(input);
  return {
    ...Object.fromEntries(single.map((role) => [role, rawFile(generatedSource(slug, role), readers)])),
    "vapid-public-key": rawFile(generatedSource(slug, "vapid", "public"), readers),
    "vapid-private-key": rawFile(generatedSource(slug, "vapid", "private"), readers),
    ...["database", "cache", "mail", "search"].reduce(
      (files, role) => ({ ...files, ...bindingFiles(role, bindings[role], readers) }),
      {},
    ),
    // Read as root by what copies the bucket, not by Mastodon.
    ...bindingFiles("bucket", bindings["bucket"], {
      components: ["web"],
      owner: "root",
      group: "root",
      restartUnits: [],
    }),
    ...(Object.keys(environment).length === 0 ? {} : { environment: envFile(environment, readers) }),
  };
}

/** Units that take their secrets from the files, in the names of the NixOS module. */
export function unitsOf(options: Options): readonly string[] {
  const size = sizeOf(options.expectedActiveUsers);
  const numbered = (name: string, count: number) =>
    Array.from({ length: count }, (_, index) => `mastodon-${name}-${index + 1}.service`);
  return [
    "mastodon-web.service",
    "mastodon-sidekiq-all.service",
    ...numbered("sidekiq-ingress", size.ingressProcesses),
    ...numbered("sidekiq-push", size.pushProcesses),
    ...numbered("streaming", size.streamingProcesses),
  ].sort();
}

function readersOf(options: Options): FileReaders {
  return {
    components: ["jobs", "streaming", "web"],
    owner: "mastodon",
    group: "mastodon",
    restartUnits: unitsOf(options),
  };
}

function environmentParts({ bindings, options }: DetailsInput<Options>): Readonly<Record<string, SecretSource>> {
  const given = {
    HCAPTCHA_SECRET_KEY: options.hcaptchaSecretKey,
    DEEPL_API_KEY: options.deeplKey,
    LIBRE_TRANSLATE_API_KEY: options.libreTranslateKey,
    OIDC_CLIENT_SECRET: options.oidcEnabled ? options.oidcClientSecret : undefined,
    LDAP_PASSWORD: options.ldapEnabled ? options.ldapPassword : undefined,
  };
  const parts = Object.entries(given).flatMap(([name, reference]) =>
    reference ? [[name, givenSource(reference)] as const] : [],
  );
  return { ...Object.fromEntries(parts), ...bucketKeyParts(bindings["bucket"]) };
}
