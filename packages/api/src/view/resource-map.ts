import { sameJson, type Binding, type Description } from "@allotment/model";
import { applicationName } from "./application-name.ts";
import { say } from "./sentences.ts";

/** What a plan does to a node. */
export type NodeChange = "created" | "changed" | "destroyed";

/** A box of the map: an instance, a resource or a machine. */
export interface MapNode {
  /** Unique in the map. */
  readonly id: string;
  readonly column: "application" | "resource" | "machine";
  readonly title: string;
  /** Second line: version, offer, size. */
  readonly detail: string;
  /** Null when the plan leaves it as it is. */
  readonly change: NodeChange | null;
}

/** From what needs to what is needed: instance → resource → machine. */
export interface MapEdge {
  readonly from: string;
  readonly to: string;
}

/** The resource map of a description. */
export interface ResourceMapView {
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
}

/**
 * Instances, their resources and their machines.
 *
 * @param other the description to compare with; null to compare with nothing
 * @param role whether `description` is the one `before` or `after` the change
 */
export function resourceMap(
  description: Description,
  other: Description | null = null,
  role: "before" | "after" = "after",
): ResourceMapView {
  const mark = (was: unknown, is: unknown): NodeChange | null => {
    if (other === null || sameJson(was ?? null, is ?? null)) return null;
    if (was === undefined) return role === "after" ? "created" : "destroyed";
    return "changed";
  };
  const instances = Object.entries(description.instances);
  return {
    nodes: [
      ...instances.map(([slug, instance]): MapNode => ({
        id: `application:${slug}`,
        column: "application",
        title: slug,
        detail: `${applicationName(instance.application)} ${instance.version}`,
        change: mark(other?.instances[slug], instance),
      })),
      ...instances.flatMap(([slug, instance]) =>
        shownBindings(instance.bindings).map(([name, binding]): MapNode => ({
          id: `resource:${slug}/${name}`,
          column: "resource",
          title: say(`resources.${binding.type}`),
          detail: `${slug}/${name}`,
          change: mark(other?.instances[slug]?.bindings[name], binding),
        })),
      ),
      ...Object.entries(description.machines).map(([name, machine]): MapNode => ({
        id: `machine:${name}`,
        column: "machine",
        title: name,
        detail: machine.ipv4 ?? machine.ipv6 ?? machine.system,
        change: mark(other?.machines[name], machine),
      })),
    ],
    edges: instances.flatMap(([slug, instance]) => [
      ...machinesOf(instance.components).map((machine) => ({ from: `application:${slug}`, to: `machine:${machine}` })),
      ...shownBindings(instance.bindings).flatMap(([name, binding]) => [
        { from: `application:${slug}`, to: `resource:${slug}/${name}` },
        ...(binding.machine === null ? [] : [{ from: `resource:${slug}/${name}`, to: `machine:${binding.machine}` }]),
      ]),
    ]),
  };
}

// Names in the DNS are a list of their own; as boxes they only hide the rest.
function shownBindings(bindings: Readonly<Record<string, Binding>>): [string, Binding][] {
  return Object.entries(bindings).filter(([, binding]) => binding.type !== "dns-record");
}

function machinesOf(components: Description["instances"][string]["components"]): string[] {
  return [...new Set(Object.values(components).map((component) => component.machine))].sort();
}
