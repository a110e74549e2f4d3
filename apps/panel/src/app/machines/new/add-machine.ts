import "server-only";
import type { Caller, ErrandView } from "@allotment/api";
import type { Environment } from "@allotment/model";
import { field } from "../../../parts/form-state.ts";
import { emptyEnvironment } from "../../environments/empty-environment.ts";
import { environmentSlug } from "./address.ts";

type MachineOffer = Environment["offers"]["machine"][string];

/** A machine that was tested, and where it goes. */
interface Wanted {
  /** Id; empty for a new one. */
  readonly environment: string;
  readonly environmentName: string;
  readonly machine: ErrandView["machine"];
  /** What was looked over: hardware and capacity. */
  readonly form: FormData;
}

/** Adds a machine to an environment as a new revision, or makes the environment with it. The API validates both. */
export async function addMachine(caller: Caller, wanted: Wanted): Promise<void> {
  const { machine } = wanted;
  const added = { [machine?.machine ?? ""]: offerOf(wanted) };
  if (wanted.environment === "") {
    const taken = (await caller.environment.list()).map(({ slug }) => slug);
    const name = wanted.environmentName;
    const empty = emptyEnvironment({ name, description: "", orchestrator: "nixos-ssh", placement: "" });
    const document = { ...empty, offers: { machine: added } };
    await caller.environment.create({ slug: environmentSlug(name, taken), source: { document } });
    return;
  }
  const { id, revisionId, document } = await caller.environment.get({ environmentId: wanted.environment });
  const offers = { ...document.offers, machine: { ...document.offers.machine, ...added } };
  const source = { document: { ...document, offers } };
  await caller.environment.set({ environmentId: id, basedOnRevisionId: revisionId, source });
}

function offerOf({ machine, form }: Wanted): MachineOffer {
  const number = (name: string) => Number(field(form, name));
  const address = machine?.address ?? "";
  return {
    placement: "dedicated",
    system: "x86_64-linux",
    cpuCores: number("cpuCores"),
    memoryMiB: number("memoryMiB"),
    diskGiB: number("diskGiB"),
    ...(address.includes(":") ? { ipv6: address } : { ipv4: address }),
    hostPublicKey: machine?.hostPublicKey ?? "",
    ssh: { user: machine?.user ?? "root", port: machine?.port ?? 22 },
    hardware: { preset: field(form, "preset") === "existing" ? "existing" : "minimal" },
  };
}
