import { readFile } from "node:fs/promises";
import path from "node:path";
import { run } from "../../../scripts/lib/run.mjs";

/** A certificate for servers, and who signed it; all PEM. */
export interface ServerTls {
  readonly caPem: string;
  readonly certificate: string;
  readonly key: string;
}

const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];

/**
 * Makes a certificate for servers in a folder, signed by an authority that is made for it.
 *
 * @throws Error where openssl fails
 */
export async function makeTls(
  folder: string,
  names: readonly string[],
  addresses: readonly string[],
): Promise<ServerTls> {
  const file = (name: string) => path.join(folder, name);
  const subjects = [...names.map((name) => `DNS:${name}`), ...addresses.map((address) => `IP:${address}`)].join(",");
  await openssl(["req", "-x509", ...curve, "-days", "30", "-subj", "/CN=Test services"], {
    keyout: file("ca.key"),
    out: file("ca.pem"),
  });
  const signed = ["-CA", file("ca.pem"), "-CAkey", file("ca.key"), "-addext", "basicConstraints=CA:FALSE"];
  await openssl(
    [
      "req",
      "-x509",
      ...curve,
      ...signed,
      "-days",
      "30",
      "-subj",
      "/CN=authority",
      "-addext",
      `subjectAltName=${subjects}`,
    ],
    { keyout: file("server.key"), out: file("server.pem") },
  );
  const read = (name: string) => readFile(file(name), "utf8");
  return { caPem: await read("ca.pem"), certificate: await read("server.pem"), key: await read("server.key") };
}

async function openssl(argv: readonly string[], files: { keyout: string; out: string }): Promise<void> {
  const { code, stderr } = await run("openssl", [...argv, "-keyout", files.keyout, "-out", files.out]);
  if (code !== 0) throw new Error(`openssl ${argv[0]}: ${stderr}`);
}
