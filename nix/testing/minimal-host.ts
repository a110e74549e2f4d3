import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startHosts, type TestHost } from "../../e2e/hosts/index.ts";
import { run } from "../../scripts/lib/run.mjs";
import { nixFolder, nixPrograms } from "./nix.ts";

const script = readFileSync(path.join(nixFolder, "host/activation/allotment-host.sh"), "utf8");

/** A test host that is deployed to as a worker would, by plain ssh with a pinned key and the host's own script. */
export interface DeployedHost {
  readonly host: TestHost;
  /** The key that was let in before anything was deployed. */
  readonly publicKey: string;
  /** The script over standard input; its `key=value` lines, and all of what it said. */
  readonly ask: (...argv: readonly string[]) => Promise<Said>;
  /** Copies a system there. */
  readonly copy: (system: string) => Promise<void>;
  /** Copies and activates a system, confirms it from a new connection, and says how it ended. */
  readonly deploy: (name: string, system: string, user?: string) => Promise<Said>;
  /** What a virtual host answers: status code and body. */
  readonly fetch: (url: string) => Promise<{ readonly status: number; readonly body: string }>;
  /** What a command says on the host; an error when it fails. */
  readonly must: (...argv: readonly string[]) => Promise<string>;
  readonly remove: () => Promise<void>;
}

interface Said {
  readonly values: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Starts a host and lets a new key in. */
export async function deployedHost(set: string): Promise<DeployedHost> {
  const folder = mkdtempSync(path.join(tmpdir(), "allotment-minimal-"));
  const key = path.join(folder, "key");
  await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", key]);
  const publicKey = readFileSync(`${key}.pub`, "utf8").trim();
  const hosts = await startHosts({ set, names: ["amber"] });
  await hosts.authorize(publicKey);
  const host = hosts.host("amber");
  const known = path.join(folder, "known-hosts");
  writeFileSync(known, `${host.ipv4} ${host.hostPublicKey}\n`);
  const options = sshOptions(known, key);

  const ssh = async (user: string, argv: readonly string[], stdin?: string): Promise<Said> => {
    const asUser = user === "root" ? argv : ["sudo", "-n", ...argv];
    const input = stdin === undefined ? {} : { stdin };
    const said = await run("ssh", [...options, `${user}@${host.ipv4}`, "--", ...asUser], input);
    if (said.code !== 0) throw new Error(`${argv.join(" ")}: ${said.stderr}`);
    return { text: said.stdout, values: valuesOf(said.stdout) };
  };
  const ask = (...argv: readonly string[]) => ssh("root", ["sh", "-s", "--", ...argv], script);
  const copy = async (system: string) => {
    const env = { ...process.env, NIX_SSHOPTS: options.join(" ") };
    const argv = ["copy", "--no-check-sigs", "--to", `ssh-ng://root@${host.ipv4}`, system];
    const said = await run(nixPrograms().command, argv, { env });
    if (said.code !== 0) throw new Error(said.stderr);
  };
  const deploy = async (name: string, system: string, user = "root") => {
    await copy(system);
    const numbers = ["--fencing", "1", "--switch-seconds", "60", "--confirm-seconds", "60"];
    await ssh(user, [`${system}/sw/bin/allotment-host`, "activate", "--run", name, "--system", system, ...numbers]);
    const switched = await until(
      async () => (await ask("status", "--run", name)).values["state"],
      ["switched", "rolled-back", "failed", "lost"],
    );
    if (switched === "switched") await ask("confirm", "--run", name, "--fencing", "1");
    return await ask("status", "--run", name);
  };
  const fetchUrl = async (url: string) => {
    const { hostname, protocol } = new URL(url);
    const resolve = `${hostname}:${protocol === "https:" ? 443 : 80}:${host.ipv4}`;
    const argv = ["-sk", "--noproxy", "*", "--max-time", "5", "--resolve", resolve, "-w", "\n%{http_code}", url];
    const { stdout } = await run("curl", argv);
    const end = stdout.lastIndexOf("\n");
    return { status: Number(stdout.slice(end + 1)), body: stdout.slice(0, end) };
  };
  const must = async (...argv: readonly string[]) => {
    const said = await host.run(argv);
    if (said.exitCode !== 0) throw new Error(`${argv.join(" ")}: ${said.stderr}`);
    return said.stdout;
  };
  const remove = async () => {
    await hosts.remove();
    rmSync(folder, { recursive: true, force: true });
  };
  return { host, publicKey, ask, copy, deploy, fetch: fetchUrl, must, remove };
}

/** Asks until the answer is one of these, for at most 40 seconds. */
export async function until<Value>(question: () => Promise<Value>, answers: readonly Value[]): Promise<Value> {
  const end = performance.now() + 40_000;
  for (;;) {
    const answer = await question();
    if (answers.includes(answer)) return answer;
    if (performance.now() > end) throw new Error(`still ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function sshOptions(known: string, key: string): readonly string[] {
  const settings = [
    "BatchMode=yes",
    "StrictHostKeyChecking=yes",
    `UserKnownHostsFile=${known}`,
    "GlobalKnownHostsFile=/dev/null",
    "IdentitiesOnly=yes",
    "ConnectTimeout=5",
    "LogLevel=ERROR",
  ];
  return ["-F", "/dev/null", ...settings.flatMap((setting) => ["-o", setting]), "-i", key];
}

function valuesOf(text: string): Readonly<Record<string, string>> {
  const lines = text.split("\n").filter((line) => line.includes("="));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
}
