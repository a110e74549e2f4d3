import {
  addressOf,
  errorAt,
  informationAt,
  selectorOf,
  sentence,
  warningAt,
  type Change,
  type Description,
  type Diagnostic,
} from "@allotment/model";
import { isNearAddress } from "./near-address.ts";

/** What warnings are about. */
interface Warned {
  readonly before: Description | null;
  readonly after: Description;
  readonly changes: readonly Change[];
  /** Whether what is deployed is real. */
  readonly frozen: boolean;
}

type Warning = (warned: Warned) => readonly Diagnostic[];

/** What has to be agreed to in so many words before a plan is applied; one function for each kind. */
const warnings: readonly Warning[] = [
  removedDeployment,
  removedInstances,
  switchedOff,
  endedBackups,
  domainsForEver,
  mediaOutsideOfBackups,
  changedAddresses,
  changedDisks,
  replacedSecrets,
  plainPull,
];

/** Everything in a plan that somebody has to agree to. */
export function warningsOf(warned: Warned): Diagnostic[] {
  return warnings.flatMap((warning) => warning(warned));
}

// What is erased and what is not, before anybody agrees to it.
function removedDeployment({ before, after: { erase } }: Warned): Diagnostic[] {
  if (erase === undefined || before?.erase !== undefined) return [];
  const machines = Object.entries(erase.machines).map(([machine, items]) =>
    warningAt(addressOf("machines", machine), "machine-erased", { machine, items: items.length }),
  );
  const left = erase.left.map(({ type, offer, name, instance }) =>
    informationAt(addressOf("instances", instance ?? ""), "outside-stays", {
      type: selectorOf(type),
      offer: selectorOf(offer),
      name,
    }),
  );
  return [...machines, ...left];
}

function switchedOff({ before, after }: Warned): Diagnostic[] {
  return Object.entries(after.instances)
    .filter(([slug, { stopped }]) => stopped === "disabled" && before?.instances[slug]?.stopped !== "disabled")
    .filter(([slug]) => Object.hasOwn(before?.instances ?? {}, slug))
    .map(([name]) => warningAt(addressOf("instances", name), "instance-switched-off", { name }));
}

function removedInstances({ changes }: Warned): Diagnostic[] {
  return changes
    .filter((change) => change.kind === "instance" && change.action === "delete")
    .map((change) => warningAt(change.address, "instance-removed", { name: String(change.params["slug"] ?? "") }));
}

function endedBackups({ changes }: Warned): Diagnostic[] {
  const ended = changes.some((change) => change.kind === "backups" && change.action === "delete");
  return ended ? [warningAt("backups", "backups-end")] : [];
}

function domainsForEver({ before, changes, frozen }: Warned): Diagnostic[] {
  if (before !== null && !frozen) return [];
  return changes
    .filter((change) => change.kind === "domain" && change.action === "create")
    .map((change) => warningAt(change.address, "domain-for-ever", { host: String(change.after) }));
}

// Said once, when the bucket comes: restic copies what is on machines, the object store keeps what is in buckets.
function mediaOutsideOfBackups({ after, changes }: Warned): Diagnostic[] {
  if (after.backups === null) return [];
  return changes
    .filter(
      (change) => change.kind === "resource" && change.action === "create" && change.params["type"] === "s3_bucket",
    )
    .map((change) => warningAt(change.address, "media-not-in-backups", { bucket: bucketOf(change.after) }));
}

function bucketOf(binding: unknown): string {
  const { result } = binding as { result?: { bucket?: unknown } };
  return typeof result?.bucket === "string" ? result.bucket : "";
}

function changedAddresses({ changes }: Warned): Diagnostic[] {
  const machines = changes
    .filter((change) => change.kind === "machine" && /\.ipv[46]$/.test(change.address) && change.action !== "create")
    .map((change) => String(change.params["machine"]));
  return [...new Set(machines)].map((machine) => warningAt(`machines.${machine}`, "address-changes", { machine }));
}

// disko lays out a disk when a machine is installed, and never again.
function changedDisks({ changes, frozen }: Warned): Diagnostic[] {
  return changes
    .filter((change) => change.kind === "machine" && change.address.endsWith(".hardware"))
    .map((change) =>
      (frozen ? errorAt : warningAt)(change.address, "disk-layout-changes", {
        machine: change.params["machine"] ?? "",
      }),
    );
}

// Each generator says what a new value of it does.
function replacedSecrets({ after, changes }: Warned): Diagnostic[] {
  return changes
    .filter(({ reason }) => reason === "reasons.secret-value-changed")
    .flatMap(({ address, params }) => {
      const { purpose = "", rotation } = after.generators[String(params["name"])] ?? {};
      const said = { what: params["what"] ?? "", consequence: sentence(`secrets.${purpose}.rotation`) };
      if (rotation === "never") return [errorAt(address, "secret-rotation-refused", said)];
      return rotation === "safe" ? [] : [warningAt(address, "secret-rotation-consequences", said)];
    });
}

// What machines fetch they build and activate as root. For a try on one's own network it is said once, and again when the
// address changes.
function plainPull({ before, after }: Warned): Diagnostic[] {
  const url = after.pull?.url;
  if (url === undefined || url.startsWith("https:")) return [];
  if (!isNearAddress(url)) return [errorAt("pull", "pull-in-clear", { url })];
  return before?.pull?.url === url ? [] : [warningAt("pull", "pull-without-tls", { url })];
}
