import { addressOf, errorAt, type Description, type Diagnostic, type ErasedItem } from "@allotment/model";

/** Where something that is erased may be; the machines hold themselves to the same. */
const erasable: readonly RegExp[] = [
  /^\/var\/lib\/(?!(?:allotment|nixos|systemd|dbus|dpkg|apt|private)(?:\/|$))[^/]+(?:\/[^/]+)*$/,
  /^\/var\/lib\/allotment\/(?:certificates|settings)\/[^/]+$/,
  /^\/var\/log\/(?:allotment|nginx)$/,
  /^\/var\/backup\/allotment\/[^/]+$/,
  /^\/var\/cache\/restic-backups-allotment-[^/]+$/,
  /^\/run\/agenix\/[^/]+$/,
];

/** Of what does not run nobody asks anything, and nothing is run in it. */
export function stoppedIsLeftAlone({ instances }: Description): Diagnostic[] {
  return Object.entries(instances)
    .filter(([, { stopped, health, nodeInfo, commands }]) => {
      return stopped !== undefined && (health.length > 0 || nodeInfo !== null || commands.length > 0);
    })
    .map(([slug]) => errorAt(addressOf("instances", slug), "lint-stopped"));
}

/** Only what nothing uses any more is erased, on machines that are there, and only where instances keep their things. */
export function erasesNothingElse({ erase, leftBehind, instances, machines }: Description): Diagnostic[] {
  const inUse = erase !== undefined && Object.keys(instances).length > 0 ? [errorAt("erase", "lint-erase")] : [];
  const listed = [...Object.entries(erase?.machines ?? {}), ...Object.entries(leftBehind?.machines ?? {})];
  const wrong = listed
    .filter(([machine, items]) => !Object.hasOwn(machines, machine) || !items.every(isErasable))
    .map(([machine]) => errorAt(addressOf("machines", machine), "lint-erase"));
  return [...inUse, ...wrong];
}

function isErasable({ kind, name }: ErasedItem): boolean {
  if (kind === "journal") return name === "journal";
  if (kind === "account") return /^[a-z][a-z0-9-]*$/.test(name) && name !== "root";
  return !name.split("/").some((part) => part === "." || part === "..") && erasable.some((place) => place.test(name));
}
