import type { Environment } from "@allotment/model";

/** Number of machines in the practice environment, and so of host keys that it takes. */
export const practiceMachines = 3;

/** What the practice environment needs beside its data. */
export interface PracticeSecrets {
  /** One SSH host key for each machine, `ssh-ed25519 AAAA…`. Nobody needs to have the private halves. */
  readonly hostPublicKeys: readonly string[];
  /** Ids of the secrets behind the object stores' keys. */
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * The environment that is there from the first start: nothing is installed in it, so it can have machines that nobody
 * has bought. Large enough for Mastodon, Pixelfed and PeerTube side by side.
 */
export function practiceEnvironment(secrets: PracticeSecrets): Environment {
  const keys = { accessKeyId: { $secret: secrets.accessKeyId }, secretAccessKey: { $secret: secrets.secretAccessKey } };
  return {
    schemaVersion: 1,
    name: "Practice",
    description: "For trying things out: everything is planned and recorded, nothing is installed.",
    orchestrator: "rehearsal",
    rehearsal: { seed: 1, stepMillisecondsMax: 1500 },
    nixosRelease: "26.05",
    offers: {
      machine: Object.fromEntries(
        machines.map(([name, machine], index) => [
          name,
          { ...machine, hostPublicKey: secrets.hostPublicKeys[index] ?? "" },
        ]),
      ),
      "s3-bucket": {
        media: {
          endpoint: "https://s3.practice.example",
          region: "practice",
          pathStyle: true,
          acl: false,
          bucketPrefix: "",
          quotaGiB: 20_000,
          ...keys,
        },
      },
      smtp: { relay: { host: "mail.practice.example", port: 587, security: "starttls" } },
      "http-ingress": { certificates: { acmeEmail: "hostmaster@practice.example" } },
      "backup-repository": {
        vault: { endpoint: "https://backup.practice.example", region: "practice", quotaGiB: 40_000, ...keys },
      },
    },
    policy: { placement: "machine-per-application", reserve: { cpuMillicores: 500, memoryMiB: 1024, diskGiB: 10 } },
  };
}

// Addresses are of the ranges kept for documentation (RFC 5737, RFC 3849): nothing answers there.
const common = { placement: "dedicated", system: "x86_64-linux", hardware: { preset: "existing" } } as const;
const machines = [
  ["amber", { ...common, cpuCores: 8, memoryMiB: 16_384, diskGiB: 320, ipv4: "192.0.2.10", ipv6: "2001:db8::10" }],
  ["birch", { ...common, cpuCores: 16, memoryMiB: 32_768, diskGiB: 640, ipv4: "192.0.2.11", ipv6: "2001:db8::11" }],
  ["cedar", { ...common, cpuCores: 32, memoryMiB: 65_536, diskGiB: 2_000, ipv4: "192.0.2.12", ipv6: "2001:db8::12" }],
] as const;
