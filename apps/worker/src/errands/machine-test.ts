import { readFile } from "node:fs/promises";
import path from "node:path";
import { libraryFolder } from "@allotment/nix-output/library";
import { asRoot, runOnHost, type HostOutcome, type SshTarget } from "@allotment/orchestrators";
import type { ErrandCheck, MachineFacts } from "@allotment/store";
import { check, checked } from "./checks.ts";
import type { Handler } from "./handler.ts";
import { readFacts } from "./machine-facts.ts";

/** Logs in as a deployment would, and asks the activation interface what the machine is. Changes nothing there. */
export const machineTest: Handler<"machine-test"> = async ({ input }, { sshKeyFile, signal }) => {
  const { machine: name, address, port, user, hostPublicKey } = input;
  const target: SshTarget = { name, address, port, user, hostPublicKey, keyFile: sshKeyFile };
  const root = await runOnHost(target, asRoot(target, ["id", "-u"]), { timeoutSeconds: 25, signal });
  const checks = [...wayIn(root, input), ...rootCheck(root, user)];
  if (checks.some(({ outcome }) => outcome !== "ok")) return { ...checked(checks), facts: null };
  const script = await readFile(path.join(libraryFolder(), "host/activation/allotment-host.sh"), "utf8");
  const call = { input: script, timeoutSeconds: 25, signal };
  const answered = await runOnHost(target, asRoot(target, ["sh", "-s", "--", "facts"]), call);
  if (answered.kind !== "done" || answered.exitCode !== 0) {
    const said = answered.kind === "done" ? answered.stderr : answered.kind;
    return { ...checked([...checks, check("machine-facts", "wrong", { said })]), facts: null };
  }
  const facts = readFacts(answered.stdout);
  return { ...checked([...checks, ...factChecks(facts)]), facts };
};

/** How far one gets: reached, by the right key, let in. What was not tried is not said. */
function wayIn(outcome: HostOutcome, { address, port, user }: { address: string; port: number; user: string }) {
  const at = { address, port, user };
  const reached = check("machine-reached", "ok", at);
  const known = check("machine-host-key", "ok", at);
  switch (outcome.kind) {
    case "unreachable":
      return [check("machine-reached", "wrong", { ...at, said: outcome.detail })];
    case "timeout":
      return [check("machine-reached", "wrong", { ...at, said: "" })];
    case "wrong-host-key":
      return [reached, check("machine-host-key", "wrong", at)];
    case "refused":
      return [reached, known, check("machine-login", "wrong", at)];
    case "done":
      return [reached, known, check("machine-login", "ok", at)];
  }
}

function rootCheck(outcome: HostOutcome, user: string): ErrandCheck[] {
  if (outcome.kind !== "done") return [];
  const isRoot = outcome.exitCode === 0 && outcome.stdout.trim() === "0";
  return [check("machine-root", isRoot ? "ok" : "wrong", { user })];
}

function factChecks(facts: MachineFacts): ErrandCheck[] {
  const { nixVersion, nixos, memoryMiB, cpuCores, diskGiB, diskFreeGiB } = facts;
  return [
    check("machine-nix", nixVersion === null ? "wrong" : "ok", { version: nixVersion ?? "" }),
    // Anything with Nix takes the preset `minimal`; whoever meant another preset has to know.
    check("machine-nixos", nixos === null ? "unknown" : nixos ? "ok" : "missing"),
    memoryMiB === null || cpuCores === null || diskGiB === null || diskFreeGiB === null
      ? check("machine-size", "unknown")
      : check("machine-size", "ok", { memoryMiB, cpuCores, diskGiB, diskFreeGiB }),
  ];
}
