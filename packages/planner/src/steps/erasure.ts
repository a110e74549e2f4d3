import { resourceType } from "@allotment/catalogue";
import type {
  DescribedInstance,
  Description,
  ErasedItem,
  Erasure,
  LeftItem,
  ResourceType,
  Slug,
} from "@allotment/model";
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

function servers({ slug, instance, machine }: Here): ErasedItem[] {
  return Object.entries(instance.bindings).flatMap(([role, { type, offer, machine: home, result }]) => {
    const { keptOn } = resourceType(type);
    return keptOn === undefined || offer !== coLocated || home !== machine
      ? []
      : [{ ...keptOn(result), instance: slug, role }];
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

function leftOf({ instances }: Description, slug: Slug): LeftItem[] {
  return Object.entries(instances[slug]?.bindings ?? {}).flatMap(([role, { type, offer, result }]) =>
    offer === coLocated ? [] : leftItem(type, offer, result, slug, role),
  );
}

function backupLeft({ backups }: Description): LeftItem[] {
  return backups === null ? [] : leftItem("backup-repository", backups.offer, { ...backups.result }, null, "backup");
}

function leftItem(
  type: ResourceType,
  offer: string,
  result: Readonly<Record<string, unknown>>,
  instance: Slug | null,
  role: string,
): LeftItem[] {
  const { nameOf } = resourceType(type);
  // The schema of the description holds types that leave something to those it lists.
  return nameOf === undefined ? [] : [{ type: type as LeftItem["type"], offer, name: nameOf(result), instance, role }];
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
