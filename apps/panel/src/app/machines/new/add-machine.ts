import "server-only";
import type { Caller, ErrandView } from "@allotment/api";
import type { Environment } from "@allotment/model";
import { field } from "../../../parts/form-state.ts";
import { emptyEnvironment } from "../../environments/empty-environment.ts";
import { environmentSlug } from "./address.ts";

type MachineOffer = Environment["offers"]["machine"][string];

/**
 * Adds a machine that was tested to an environment as a new revision, or makes the environment with it.
 *
 * @param form what was looked over: hardware and capacity; the environment, or name and mail address for a new one
 * @throws what the API refuses
 */
export async function addMachine(caller: Caller, machine: ErrandView["machine"], form: FormData): Promise<void> {
  const added = { [machine?.machine ?? ""]: offerOf(machine, form) };
  const environmentId = field(form, "environment");
  if (environmentId === "") {
    const taken = (await caller.environment.list()).map(({ slug }) => slug);
    const name = field(form, "environmentName");
    const empty = emptyEnvironment({ name, description: "", orchestrator: "nixos-ssh", placement: "" });
    const certificates = { acmeEmail: field(form, "acmeEmail").trim() };
    const adminKeys = linesOf(field(form, "adminKeys"));
    const document = {
      ...empty,
      ...(adminKeys.length === 0 ? {} : { adminKeys }),
      ...(field(form, "closedNetwork") === "on" && { publicNames: false }),
      offers: { machine: added, "http-ingress": { certificates } },
    };
    const { id } = await caller.environment.create({ slug: environmentSlug(name, taken), source: { document } });
    // Tested before there was an environment that could remember it.
    await caller.errand.testMachine({ ...loginOf(machine), environmentId: id });
    return;
  }
  const { id, revisionId, document } = await caller.environment.get({ environmentId });
  const offers = { ...document.offers, machine: { ...document.offers.machine, ...added } };
  const source = { document: { ...document, offers } };
  await caller.environment.set({ environmentId: id, basedOnRevisionId: revisionId, source });
}

function loginOf(machine: ErrandView["machine"]) {
  const { machine: name = "", address = "", port = 22, user = "root", hostPublicKey = "" } = machine ?? {};
  return { machine: name, address, port, user, hostPublicKey };
}

function offerOf(machine: ErrandView["machine"], form: FormData): MachineOffer {
  const number = (name: string) => Number(field(form, name));
  const address = machine?.address ?? "";
  return {
    placement: "dedicated",
    system: field(form, "system") === "aarch64-linux" ? "aarch64-linux" : "x86_64-linux",
    cpuCores: number("cpuCores"),
    memoryMiB: number("memoryMiB"),
    diskGiB: number("diskGiB"),
    ...(address.includes(":") ? { ipv6: address } : { ipv4: address }),
    hostPublicKey: machine?.hostPublicKey ?? "",
    ssh: { user: machine?.user ?? "root", port: machine?.port ?? 22 },
    hardware: hardwareOf(field(form, "preset"), field(form, "module")),
  };
}

// A machine without NixOS has no use for a module.
function hardwareOf(preset: string, module: string): NonNullable<MachineOffer["hardware"]> {
  if (preset !== "existing") return { preset: "minimal" };
  return { preset, ...(module.trim() === "" ? {} : { module: module.replaceAll("\r\n", "\n") }) };
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}
