import type { DescribedMachine, Description, Environment } from "@allotment/model";
import { CliError } from "../exit.ts";

const digest = "0".repeat(64);
const nothing = { cpuMillicores: 0, memoryMiB: 0, diskGiB: 0 };

/**
 * A machine without anything on it, as an environment declares it: enough to log in and to be deployed to.
 *
 * @param adminKeys lines of `authorized_keys` beside those of the environment
 * @throws CliError when the environment has no such machine, or nobody could log in
 */
export function baseSystem(
  environment: Environment,
  machine: string,
  hostPublicKey: string,
  adminKeys: readonly string[],
): Description {
  const offer = environment.offers.machine[machine];
  if (offer === undefined) {
    const names = Object.keys(environment.offers.machine).join(", ");
    throw new CliError(`The environment has no machine “${machine}”. It has ${names || "none"}.`);
  }
  const keys = [...new Set([...(environment.adminKeys ?? []), ...adminKeys])];
  if (keys.length === 0) {
    throw new CliError("Nobody could log in: give a public key with --admin-key, for example the one of the worker.");
  }
  const ssh = { user: offer.ssh?.user ?? "root", port: offer.ssh?.port ?? 22 };
  const described: DescribedMachine = {
    offer: machine,
    system: offer.system,
    ipv4: offer.ipv4 ?? null,
    ipv6: offer.ipv6 ?? null,
    hostPublicKey,
    ssh,
    stateVersion: environment.nixosRelease,
    hardware: { disk: null, ...(offer.hardware ?? { preset: "existing" }) },
    adminKeys: keys,
    instances: [],
    capacity: nothing,
    reserved: nothing,
    used: nothing,
    firewall: { tcp: [ssh.port], udp: [] },
    postgresql: null,
  };
  return {
    schemaVersion: 1,
    deployment: "base",
    nixosRelease: environment.nixosRelease,
    orchestrator: "nixos-ssh",
    digests: { configuration: digest, environment: digest, catalogue: digest },
    machines: { [machine]: described },
    instances: {},
    generators: {},
    secrets: {},
    dns: [],
    backups: null,
  };
}
