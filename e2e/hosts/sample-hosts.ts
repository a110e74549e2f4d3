import type { Environment } from "@allotment/model";
import { sampleEnvironment } from "@allotment/planner/testing";
import type { TestHost } from "./index.ts";

/** The sample environment with one machine, which is this host without NixOS, and with names that no DNS knows. */
export function environmentOn(host: TestHost, more: Partial<Environment> = {}): Environment {
  const environment = sampleEnvironment("one-machine");
  const [machine] = Object.values(environment.offers.machine ?? {});
  if (!machine) throw new Error("the sample environment has a machine");
  const { ipv6: _, ...rest } = machine;
  const { ipv4, hostPublicKey } = host;
  const offer = { ...rest, ipv4, hostPublicKey, hardware: { preset: "minimal" as const } };
  return {
    ...environment,
    publicNames: false,
    ...more,
    offers: { ...environment.offers, machine: { [host.name]: offer } },
  };
}

/** What a command says on a host. @throws Error when it fails */
export async function must(host: TestHost, argv: readonly string[], input?: string): Promise<string> {
  const { exitCode, stdout, stderr } = await host.run(argv, input === undefined ? {} : { input });
  if (exitCode !== 0) throw new Error(`${argv.join(" ")}: ${stderr}`);
  return stdout;
}
