import {
  addressOf,
  selectorOf,
  type ApplicationModule,
  type Binding,
  type Change,
  type DescribedComponent,
  type DescribedInstance,
  type Description,
  type Effect,
  type Params,
  sameJson,
} from "@allotment/model";
import { always, compare, compareMaps } from "./compare.ts";

/** Instances that come, go or change: their options first, then what follows from them. */
export function instanceChanges(
  before: Description | null,
  after: Description,
  modules: readonly ApplicationModule[],
): Change[] {
  return compareMaps(before?.instances ?? {}, after.instances, (slug, was, is) => {
    const address = addressOf("instances", slug);
    const module = modules.find((one) => one.id === (is ?? was)?.application);
    const params = { slug, application: module?.manifest.name ?? (is ?? was)?.application ?? slug };
    // Nobody uses yet what is only now installed.
    const effects = { create: "none", update: "rebuild", delete: "irreversible" } as const;
    const whole =
      was && is && was.application === is.application
        ? []
        : compare(
            { address, kind: "instance", effects, reason: "instance", params },
            was && summary(was),
            is && summary(is),
          );
    const options = was && is ? optionChanges(address, was, is, module) : [];
    return [
      ...whole,
      ...stoppedChanges(address, was, is, params),
      ...compare(
        { address: `${address}.version`, kind: "version", effects: always("rebuild"), reason: "version", params },
        whole.length > 0 ? null : was?.version,
        whole.length > 0 ? null : is?.version,
      ),
      ...options,
      ...domainChanges(address, was, is),
      ...componentChanges(address, was, is),
      ...resourceChanges(address, was, is),
    ];
  });
}

function summary({ application, version, domains }: DescribedInstance) {
  return { application, version, domains };
}

/** Why an instance stops or starts again: the reason after its state now, or, where it runs, after the one before. */
const standReasons = {
  suspended: { begins: "reasons.instance-suspended", ends: "reasons.instance-resumed" },
  disabled: { begins: "reasons.instance-switched-off", ends: "reasons.instance-switched-on" },
} as const;

function stoppedChanges(
  address: string,
  was: DescribedInstance | undefined,
  is: DescribedInstance | undefined,
  params: Params,
): Change[] {
  if (!was || !is || was.stopped === is.stopped) return [];
  const reason = is.stopped ? standReasons[is.stopped].begins : was.stopped && standReasons[was.stopped].ends;
  if (reason === undefined) return [];
  const machines = [...new Set(Object.values(is.components).map(({ machine }) => machine))].sort();
  const change: Change = {
    address: `${address}.stopped`,
    kind: "instance",
    action: "update",
    effect: is.stopped ? "stop" : "restart",
    reason,
    params: { ...params, machines: machines.join(", ") },
    before: was.stopped ?? "running",
    after: is.stopped ?? "running",
  };
  return [change];
}

function optionChanges(
  address: string,
  was: DescribedInstance,
  is: DescribedInstance,
  module: ApplicationModule | undefined,
): Change[] {
  return compareMaps(was.options, is.options, (name, before, after) => {
    const option = module?.optionsSchema.properties[name];
    // An option that is gone from the schema has no annotation: the application is built anew without it.
    const effect: Effect = option?.["x-allotment"].effect ?? "rebuild";
    const params = { option: option?.title ?? name, appliedBy: option?.["x-allotment"].appliedBy ?? "nix" };
    return compare(
      {
        address: addressOf(address, "options", name).replace(/^\["(.*?)"\]/, "$1"),
        kind: "option",
        effects: always(effect),
        reason: "option",
        params,
      },
      before,
      after,
    );
  });
}

function domainChanges(
  address: string,
  was: DescribedInstance | undefined,
  is: DescribedInstance | undefined,
): Change[] {
  const effects = { create: "irreversible", update: "irreversible", delete: "irreversible" } as const;
  return (["account", "web", "media"] as const).flatMap((kind) =>
    compare(
      {
        address: `${address}.domains.${kind}`,
        kind: "domain",
        effects,
        reason: `domain-${kind}`,
        params: { host: is?.domains[kind] ?? was?.domains[kind] ?? "" },
      },
      was?.domains[kind],
      is?.domains[kind],
    ),
  );
}

function componentChanges(
  address: string,
  was: DescribedInstance | undefined,
  is: DescribedInstance | undefined,
): Change[] {
  return compareMaps<DescribedComponent>(was?.components ?? {}, is?.components ?? {}, (role, before, after) => {
    const update = same(before, after, withoutRoom) ? "none" : "restart";
    const effects = { create: was ? "restart" : "none", update, delete: "restart" } as const;
    const params = { role, machine: (after ?? before)?.machine ?? "" };
    return compare(
      { address: `${address}.components.${role}`, kind: "component", effects, reason: "component", params },
      before,
      after,
    );
  });
}

// Room on disks is counted by the plan; no process is told of it.
const withoutRoom = ({ capacity: { diskGiB: _, ...capacity }, ...component }: DescribedComponent) => ({
  ...component,
  capacity,
});
const withoutQuota = ({ request: { quotaGiB: _, ...request }, ...binding }: Binding) => ({ ...binding, request });

function same<Value>(one: Value | undefined, other: Value | undefined, part: (value: Value) => unknown): boolean {
  return one !== undefined && other !== undefined && sameJson(part(one), part(other));
}

// DNS names are compared once for the whole deployment.
function resourceChanges(
  address: string,
  was: DescribedInstance | undefined,
  is: DescribedInstance | undefined,
): Change[] {
  return compareMaps<Binding>(was?.bindings ?? {}, is?.bindings ?? {}, (role, before, after) => {
    const { type = "postgresql", offer = "" } = after ?? before ?? {};
    if (type === "dns-record") return [];
    const holdsState = type === "postgresql" || type === "s3-bucket";
    const effects = {
      create: was ? "restart" : "none",
      update: same(before, after, withoutQuota) ? "none" : "restart",
      delete: holdsState ? "irreversible" : "restart",
    } as const;
    return compare(
      {
        address: `${address}.bindings.${role}`,
        kind: "resource",
        effects,
        reason: "resource",
        params: { role, type: selectorOf(type), offer: selectorOf(offer) },
      },
      before,
      after,
    );
  });
}
