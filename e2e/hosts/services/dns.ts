import type { TestHost } from "../index.ts";
import { must } from "../sample-hosts.ts";
import { startRelay, type Relay } from "./relay.ts";
import { keyOf, zoneFile, type RecordSet, type Records } from "./zones.ts";

/**
 * Two real name servers, both with authority over the same zones (and over the root, so that other names do not exist).
 * The first is what hosts and workers ask for everything.
 */
export interface TestDns {
  /** Of the first: also for ALLOTMENT_RESOLVERS. Port 53, UDP and TCP. */
  readonly address: string;
  /** Of the second. */
  readonly secondAddress: string;
  /**
   * Replaces the records of a name and type on both servers; they answer so when this returns. Values as in zone files
   * (`10 mail.choir.example`); texts are quoted, and names get their last dot. Reverse names of the set's network too.
   */
  readonly set: (name: string, type: string, values: readonly string[]) => Promise<void>;
  /** Takes a name's records of one type, or all of them, away from both servers. */
  readonly remove: (name: string, type?: string) => Promise<void>;
  /** Makes the second server say something else than the first. No values: it says that there is nothing. */
  readonly lie: (name: string, type: string, values: readonly string[]) => Promise<void>;
  /** Ends all lies. */
  readonly stopLying: () => Promise<void>;
  /** Both servers, or one of them, no longer answer. */
  readonly stop: (which?: Which) => Promise<void>;
  readonly start: (which?: Which) => Promise<void>;
  /** Every answer of both servers comes so much later; 0: at once again. */
  readonly delay: (milliseconds: number) => Promise<void>;
}

/** One of the name servers, or both. */
export type Which = "first" | "second" | "both";

interface Server {
  readonly host: TestHost;
  readonly lies: Map<string, RecordSet>;
  relay: Relay | null;
}

const relayedPort = 5300;

/** Starts name servers on two hosts. */
export async function startDns(
  [first, second]: readonly [TestHost, TestHost],
  wanted: { readonly ownZone: string; readonly zones: readonly string[] },
): Promise<TestDns> {
  const reverse = `${first.ipv4.split(".").slice(0, 3).toReversed().join(".")}.in-addr.arpa`;
  const zones = ["", wanted.ownZone, reverse, ...wanted.zones];
  const names = [`ns1.${wanted.ownZone}`, `ns2.${wanted.ownZone}`] as const;
  const truth = new Map<string, RecordSet>();
  const servers = [first, second].map((host): Server => ({ host, lies: new Map(), relay: null }));
  let serial = 1;
  const put = (into: Map<string, RecordSet>, name: string, type: string, values: readonly string[]) =>
    into.set(keyOf(name, type), { name: name.toLowerCase(), type: type.toUpperCase(), values });
  for (const zone of zones) put(truth, zone, "NS", names);
  put(truth, names[0], "A", [first.ipv4]);
  put(truth, names[1], "A", [second.ipv4]);

  const publish = async () => {
    serial += 1;
    await Promise.all(servers.map((server) => publishOn(server, zones, truth, serial, names[0])));
  };
  const which = (chosen: Which) =>
    servers.filter((_, index) => chosen === "both" || (chosen === "first") === (index === 0));
  await Promise.all(servers.map(({ host }) => prepare(host, zones)));
  await publish();
  await Promise.all(servers.map(startServer));
  return {
    address: first.ipv4,
    secondAddress: second.ipv4,
    set: async (name, type, values) => {
      put(truth, name, type, values);
      await publish();
    },
    remove: async (name, type) => {
      for (const [key, record] of truth) {
        if (record.name === name.toLowerCase() && (type === undefined || record.type === type.toUpperCase()))
          truth.delete(key);
      }
      await publish();
    },
    lie: async (name, type, values) => {
      for (const { lies } of servers.slice(1)) put(lies, name, type, values);
      await publish();
    },
    stopLying: async () => {
      for (const { lies } of servers) lies.clear();
      await publish();
    },
    stop: async (chosen = "both") => void (await Promise.all(which(chosen).map(stopServer))),
    start: async (chosen = "both") => void (await Promise.all(which(chosen).map(startServer))),
    delay: async (milliseconds) => void (await Promise.all(servers.map((server) => delayServer(server, milliseconds)))),
  };
}

const fileOf = (zone: string) => `/etc/knot/zones/${zone === "" ? "root" : zone}.zone`;

async function prepare(host: TestHost, zones: readonly string[]): Promise<void> {
  await must(host, ["mkdir", "-p", "/etc/knot/zones", "/run/knot", "/var/lib/knot"]);
  for (const [name, listen] of [
    ["near", `127.0.0.1@${relayedPort}`],
    ["open", "0.0.0.0@53"],
  ] as const)
    await write(host, `/etc/knot/${name}.conf`, configuration(listen, zones));
}

function configuration(listen: string, zones: readonly string[]): string {
  return [
    `server:\n  user: root:root\n  rundir: /run/knot\n  listen: ${listen}\n  udp-workers: 1\n  tcp-workers: 1\n  background-workers: 1`,
    "log:\n  - target: stderr\n    any: warning",
    "database:\n  storage: /var/lib/knot",
    "template:\n  - id: default\n    zonefile-load: whole\n    zonefile-sync: -1\n    journal-content: none",
    "zone:",
    ...zones.map((zone) => `  - domain: "${zone}."\n    file: ${fileOf(zone)}`),
    "",
  ].join("\n");
}

async function write(host: TestHost, file: string, text: string): Promise<void> {
  await must(host, ["sh", "-c", 'cat >"$0.new" && mv "$0.new" "$0"', file], text);
}

async function publishOn(
  { host, lies }: Server,
  zones: readonly string[],
  truth: Records,
  serial: number,
  primary: string,
): Promise<void> {
  const said = new Map([...truth, ...lies]);
  const files = zones.map((zone) => ({ file: fileOf(zone), text: zoneFile(zone, zones, said, serial, primary) }));
  // One message of files, each after a line with its name: a file for each program would take as long again.
  const script = `rm -f /etc/knot/zones/*.new
    while IFS= read -r line; do
      case $line in "@ "*) file=\${line#@ } ;; *) printf '%s\\n' "$line" >>"$file.new" ;; esac
    done
    for new in /etc/knot/zones/*.new; do mv "$new" "\${new%.new}"; done
    ! knotc -s /run/knot/knot.sock status >/dev/null 2>&1 || knotc -s /run/knot/knot.sock -b zone-reload`;
  await must(host, ["sh", "-c", script], files.map(({ file, text }) => `@ ${file}\n${text}`).join(""));
}

async function startServer(server: Server): Promise<void> {
  const file = `/etc/knot/${server.relay === null ? "open" : "near"}.conf`;
  const script = `knotc -s /run/knot/knot.sock status >/dev/null 2>&1 || {
      setsid knotd -c "$0" </dev/null >>/var/log/knot.log 2>&1 &
      tries=0
      until knotc -s /run/knot/knot.sock status >/dev/null 2>&1; do
        tries=$((tries + 1)) && [ "$tries" -lt 500 ] || { cat /var/log/knot.log >&2; exit 1; }
        sleep 0.02
      done
    }`;
  await must(server.host, ["sh", "-c", script, file]);
}

async function stopServer({ host }: Server): Promise<void> {
  const script = `pid=$(cat /run/knot/knot.pid 2>/dev/null) || exit 0
    kill "$pid"
    while kill -0 "$pid" 2>/dev/null; do sleep 0.02; done`;
  await must(host, ["sh", "-c", script]);
}

async function delayServer(server: Server, milliseconds: number): Promise<void> {
  if (server.relay === null && milliseconds === 0) return;
  await server.relay?.end();
  server.relay = null;
  await stopServer(server);
  if (milliseconds > 0) server.relay = await startRelay(server.host, { port: relayedPort, milliseconds });
  await startServer(server);
}
