import type { TestHost } from "../index.ts";
import { must } from "../sample-hosts.ts";

/** Makes a host ask a name server and trust certificates (PEM, each a file of its own). */
export async function trustOn(host: TestHost, nameServer: string, certificates: readonly string[]): Promise<void> {
  await must(host, ["sh", "-c", "cat >/etc/resolv.conf"], `nameserver ${nameServer}\noptions timeout:2 attempts:2\n`);
  for (const [index, pem] of certificates.entries()) {
    const file = `/usr/local/share/ca-certificates/test-${index}.crt`;
    await must(host, ["sh", "-c", 'cat >"$0"', file], pem);
  }
  await must(host, ["update-ca-certificates"]);
}
