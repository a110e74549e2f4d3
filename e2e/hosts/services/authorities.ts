import type { TestHost } from "../index.ts";
import { must } from "../sample-hosts.ts";
import { startFront, type Front } from "./front.ts";
import type { ServerTls } from "./tls.ts";

/** One certificate authority with its own root. */
export interface TestAuthority extends Pick<Front, "orders" | "refuse" | "limit" | "allow" | "stop" | "start"> {
  /** ACME directory, for environments. */
  readonly directory: string;
  /** Its root, made anew for each test. */
  readonly rootPem: string;
}

/** The two authorities of a set. */
export interface TestAuthorities {
  readonly staging: TestAuthority;
  readonly production: TestAuthority;
}

interface Wanted {
  readonly names: { readonly staging: string; readonly production: string };
  readonly tls: ServerTls;
  /** Address of this machine in the set's network. */
  readonly address: string;
  /** Address of the name server that they ask. */
  readonly resolver: string;
  readonly certificateSeconds: number;
}

const ports = { staging: [14_000, 15_000], production: [14_001, 15_001] } as const;

/** Starts two Pebbles on a host, and this machine's part of them before each. */
export async function startAuthorities(host: TestHost, wanted: Wanted): Promise<TestAuthorities> {
  await must(host, ["mkdir", "-p", "/etc/pebble"]);
  await write(host, "/etc/pebble/server.pem", wanted.tls.certificate);
  await write(host, "/etc/pebble/server.key", wanted.tls.key);
  const [staging, production] = await Promise.all([
    startAuthority(host, "staging", wanted),
    startAuthority(host, "production", wanted),
  ]);
  return { staging, production };
}

async function startAuthority(host: TestHost, which: keyof typeof ports, wanted: Wanted): Promise<TestAuthority> {
  const [port, management] = ports[which];
  await startPebble(host, which, wanted);
  const roots = ["curl", "--silent", "--fail", "--insecure", `https://127.0.0.1:${management}/roots/0`];
  const rootPem = await must(host, roots);
  const front = await startFront({
    address: wanted.address,
    tls: wanted.tls,
    behind: { host: host.ipv4, port, ca: wanted.tls.caPem },
  });
  return { ...front, directory: `https://${wanted.names[which]}:${front.port}/dir`, rootPem };
}

async function startPebble(host: TestHost, which: keyof typeof ports, wanted: Wanted): Promise<void> {
  const [port, management] = ports[which];
  const settings = {
    listenAddress: `0.0.0.0:${port}`,
    managementListenAddress: `127.0.0.1:${management}`,
    certificate: "/etc/pebble/server.pem",
    privateKey: "/etc/pebble/server.key",
    httpPort: 80,
    tlsPort: 443,
    ocspResponderURL: "",
    externalAccountBindingRequired: false,
    certificateValidityPeriod: wanted.certificateSeconds,
    retryAfter: { authz: 1, order: 1 },
  };
  const file = `/etc/pebble/${which}.json`;
  await write(host, file, JSON.stringify({ pebble: settings }));
  // It validates at once, takes every nonce, and looks at each name again for each certificate.
  const script = `log=/var/log/pebble-${which}.log
    PEBBLE_VA_NOSLEEP=1 PEBBLE_WFE_NONCEREJECT=0 PEBBLE_AUTHZREUSE=0 setsid pebble -config "$0" -dnsserver "$1:53" \
      </dev/null >"$log" 2>&1 &
    tries=0
    until curl --silent --fail --insecure --output /dev/null "https://127.0.0.1:${management}/roots/0"; do
      tries=$((tries + 1)) && [ "$tries" -lt 200 ] || { cat "$log" >&2; exit 1; }
      sleep 0.05
    done`;
  await must(host, ["sh", "-c", script, file, wanted.resolver]);
}

async function write(host: TestHost, file: string, text: string): Promise<void> {
  await must(host, ["sh", "-c", 'cat >"$0"', file], text);
}
