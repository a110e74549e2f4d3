import type { Binding, DescribedInstance, Description, ErasedItem, Erasure, LeftItem, Slug } from "@allotment/model";
import { coLocated } from "./offers.ts";

/** What an instance has on one machine. */
interface Here {
  readonly slug: Slug;
  readonly instance: DescribedInstance;
  readonly machine: Slug;
  /** Whether the machine keeps its own Linux. */
  readonly minimal: boolean;
}

/** Everything that a deployment has: on its machines, and outside of them. */
export function ofDeployment(description: Description): Erasure {
  const before = description.leftBehind ?? { machines: {}, left: [] };
  const machines = Object.keys(description.machines).map((machine): [Slug, ErasedItem[]] => {
    const items = Object.keys(description.instances).flatMap((slug) => itemsOf(description, slug, machine));
    const earlier = before.machines[machine] ?? [];
    return [
      machine,
      once([...earlier, ...items, ...secretItems(description, machine), ...ownItems(description, machine)]),
    ];
  });
  const left = Object.keys(description.instances).flatMap((slug) => leftOf(description, slug));
  return { machines: Object.fromEntries(machines), left: [...before.left, ...left, ...backupLeft(description)] };
}

/** What one instance has on its machines and outside of them; what goes by itself when it is no longer described, is not told. */
export function ofInstance(description: Description, slug: Slug): Erasure {
  const machines = machinesOf(description, slug).map(
    (machine) => [machine, itemsOf(description, slug, machine)] as const,
  );
  return { machines: Object.fromEntries(machines), left: leftOf(description, slug) };
}

/** The machines that an instance has components on. */
export function machinesOf({ instances }: Description, slug: Slug): Slug[] {
  const components = Object.values(instances[slug]?.components ?? {});
  return [...new Set(components.map(({ machine }) => machine))].sort();
}

function itemsOf(description: Description, slug: Slug, machine: Slug): ErasedItem[] {
  const instance = description.instances[slug];
  if (!instance || !machinesOf(description, slug).includes(machine)) return [];
  const here = { slug, instance, machine, minimal: isMinimal(description, machine) };
  return once([...files(here), ...servers(here), ...certificates(here), ...copies(here)]);
}

function files({ slug, instance, machine }: Here): ErasedItem[] {
  const own = instance.state.flatMap((item) =>
    item.kind === "directory" && instance.components[item.component]?.machine === machine
      ? [erased("files", item.path, slug, item.role)]
      : [],
  );
  const accounts = instance.accounts ?? [];
  return [
    ...own,
    ...accounts.map((account) => erased("files", `/var/lib/${account}`, slug, "home")),
    ...accounts.map((account) => erased("account", account, slug, "account")),
  ];
}

/** The folder of each kind of server that stands on the application's own machine. */
const folders: Partial<Record<Binding["type"], (result: Binding["result"]) => Pick<ErasedItem, "kind" | "name">>> = {
  // One server for all databases of the machine.
  postgresql: () => ({ kind: "database", name: "/var/lib/postgresql" }),
  redis: (result) => ({ kind: "redis", name: `/var/lib/redis-${String(result["namespace"])}` }),
  search: () => ({ kind: "search", name: "/var/lib/opensearch" }),
};

function servers({ slug, instance, machine }: Here): ErasedItem[] {
  return Object.entries(instance.bindings).flatMap(([role, { type, offer, machine: home, result }]) => {
    const folder = folders[type];
    if (folder === undefined || offer !== coLocated || home !== machine) return [];
    return [{ ...folder(result), instance: slug, role }];
  });
}

function certificates({ slug, instance, machine, minimal }: Here): ErasedItem[] {
  const folder = minimal ? "/var/lib/allotment/certificates" : "/var/lib/acme";
  return Object.entries(instance.bindings).flatMap(([role, { type, result, machine: home }]) =>
    type === "http-ingress" && home === machine
      ? [erased("certificate", `${folder}/${String(result["host"])}`, slug, role)]
      : [],
  );
}

// Dumps that backups were made of, and settings that were made since the last deployment.
function copies({ slug, minimal }: Here): ErasedItem[] {
  const settings = erased("settings", `/var/lib/allotment/settings/${slug}.json`, slug, "settings");
  if (minimal) return [settings];
  return [
    settings,
    erased("dump", `/var/backup/allotment/${slug}`, slug, "dump"),
    erased("dump", `/var/cache/restic-backups-allotment-${slug}`, slug, "backup-cache"),
  ];
}

function secretItems({ secrets, instances }: Description, machine: Slug): ErasedItem[] {
  return Object.entries(secrets)
    .filter(([, file]) => file.machines.includes(machine))
    .map(([id, file]) => {
      const [owner = "", role = id] = id.split("/", 2);
      return erased("secret", file.path, Object.hasOwn(instances, owner) ? owner : null, role);
    });
}

// What belongs to the machine as a whole.
function ownItems(description: Description, machine: Slug): ErasedItem[] {
  if (isMinimal(description, machine)) {
    const authority = "/var/lib/allotment/certificates/.authority";
    return [
      erased("certificate", authority, null, "certificate-accounts"),
      erased("log", "/var/log/allotment", null, "log"),
    ];
  }
  return [
    erased("certificate", "/var/lib/acme/.lego", null, "certificate-accounts"),
    erased("certificate", "/var/lib/acme/.allotment", null, "certificate-trials"),
    erased("log", "/var/log/nginx", null, "log"),
    erased("journal", "journal", null, "log"),
  ];
}

/** What is served from outside of the machines, by the field of its result that names it. */
const names: Partial<Record<Binding["type"], { readonly type: LeftItem["type"]; readonly field: string }>> = {
  postgresql: { type: "postgresql", field: "database" },
  redis: { type: "redis", field: "namespace" },
  "s3-bucket": { type: "s3-bucket", field: "bucket" },
  search: { type: "search", field: "prefix" },
  "dns-record": { type: "dns-record", field: "name" },
};

function leftOf({ instances }: Description, slug: Slug): LeftItem[] {
  return Object.entries(instances[slug]?.bindings ?? {}).flatMap(([role, { type, offer, result }]) => {
    const known = names[type];
    if (known === undefined || offer === coLocated) return [];
    const name = result[known.field];
    return [{ type: known.type, offer, name: typeof name === "string" ? name : "", instance: slug, role }];
  });
}

function backupLeft({ backups }: Description): LeftItem[] {
  if (backups === null) return [];
  const { offer, result } = backups;
  return [{ type: "backup-repository", offer, name: result.repository, instance: null, role: "backup" }];
}

function isMinimal({ machines }: Description, machine: Slug): boolean {
  return machines[machine]?.hardware.preset === "minimal";
}

function erased(kind: ErasedItem["kind"], name: string, instance: Slug | null, role: string): ErasedItem {
  return { kind, name, instance, role };
}

// A folder that several have is one folder.
function once(items: readonly ErasedItem[]): ErasedItem[] {
  const seen = new Set<string>();
  return items.filter(({ kind, name }) => {
    const key = `${kind} ${name}`;
    const first = !seen.has(key);
    seen.add(key);
    return first;
  });
}
