import type { ResolvedBinding, Role, SecretFileNeed, SecretSource, Slug } from "@allotment/model";

/** Who reads a secret file, and what restarts when it changes. */
export type FileReaders = Pick<SecretFileNeed, "components" | "owner" | "group" | "restartUnits"> & {
  /** `0400` unless the group reads it too. */
  readonly mode?: SecretFileNeed["mode"];
};

/** Parts of a binding that are secret. */
export type BindingSecret = "password" | "accessKeyId" | "secretAccessKey";

/**
 * Role of the file that holds one secret of a binding: `database-password`, `bucket-access-key-id`. The result of the
 * binding names the file by this role, and the application's details declare it.
 */
export function bindingSecretRole(binding: Role, secret: BindingSecret): Role {
  const names = { password: "password", accessKeyId: "access-key-id", secretAccessKey: "secret-access-key" };
  return `${binding}-${names[secret]}`;
}

/** A file that holds nothing but one secret. */
export function rawFile(source: SecretSource, readers: FileReaders): SecretFileNeed {
  return { mode: "0400", ...readers, format: "raw", parts: { value: source } };
}

/** A file of lines `NAME=value` that systemd reads (EnvironmentFile). */
export function envFile(parts: Readonly<Record<string, SecretSource>>, readers: FileReaders): SecretFileNeed {
  return { mode: "0400", ...readers, format: "env", parts };
}

/**
 * The files of a binding's secrets, one for each: none where it needs no secret (a socket), one with the password, or
 * two with the keys of a bucket. A binding that is not there has none.
 */
export function bindingFiles(
  role: Role,
  binding: ResolvedBinding | undefined,
  readers: FileReaders,
): Readonly<Record<Role, SecretFileNeed>> {
  const secrets = ["password", "accessKeyId", "secretAccessKey"] as const;
  const files = secrets.flatMap((secret) => {
    const source = binding?.secrets[secret];
    return source ? [[bindingSecretRole(role, secret), rawFile(source, readers)] as const] : [];
  });
  return Object.fromEntries(files);
}

/** Lines with the keys of a bucket, under the names that the S3 libraries read; empty where there is no bucket. */
export function bucketKeyParts(bucket: ResolvedBinding | undefined): Readonly<Record<string, SecretSource>> {
  const { accessKeyId, secretAccessKey } = bucket?.secrets ?? {};
  return {
    ...(accessKeyId ? { AWS_ACCESS_KEY_ID: accessKeyId } : {}),
    ...(secretAccessKey ? { AWS_SECRET_ACCESS_KEY: secretAccessKey } : {}),
  };
}

/** The output of one of the instance's own generators. */
export function generatedSource(
  slug: Slug,
  generator: Role,
  output: "value" | "public" | "private" = "value",
  prefix?: string,
): SecretSource {
  const source = { generated: `${slug}/${generator}`, output };
  return prefix === undefined ? source : { ...source, prefix };
}

/** A secret that the operator gave as an option. It has to be the deployment's own, whatever id the option names. */
export function givenSource(reference: { readonly $secret: string }): SecretSource {
  return { given: reference.$secret, of: "deployment" };
}
