import { isIP } from "node:net";
import type { DescribedMachine } from "@allotment/model";

/** A machine as ssh reaches it. */
export interface SshTarget {
  /** Name that stands for the machine in ssh's own words; a slug. */
  readonly name: string;
  /** IPv4 or IPv6 address, without brackets. */
  readonly address: string;
  readonly port: number;
  readonly user: string;
  /** The only host key that is accepted, e.g. `ssh-ed25519 AAAA…`. */
  readonly hostPublicKey: string;
  /** File with the private key that logs in. */
  readonly keyFile: string;
}

/** User names that mean themselves in every place they are put. */
const plainUser = /^[a-z_][a-z0-9_-]*$/;

/** How to reach a described machine; null while no usable address is known. */
export function sshTarget(name: string, machine: DescribedMachine, keyFile: string): SshTarget | null {
  const address = [machine.ipv4, machine.ipv6].find((known) => known !== null && isIP(known) !== 0);
  if (address == null || !plainUser.test(machine.ssh.user)) return null;
  const { user, port } = machine.ssh;
  return { name, address, port, user, hostPublicKey: machine.hostPublicKey, keyFile };
}

/** An argument list as it has to be called to run as root. */
export function asRoot({ user }: Pick<SshTarget, "user">, argv: readonly string[]): readonly string[] {
  return user === "root" ? argv : ["sudo", "-n", "--", ...argv];
}
