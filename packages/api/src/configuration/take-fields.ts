import { addressOf, type Configuration, type InstanceConfiguration } from "@allotment/model";

type Values = Readonly<Record<string, unknown>>;

/**
 * The draft with single fields as they are in another configuration. Addresses are those of `fieldDifferences`; one
 * that names no difference changes nothing.
 */
export function takeFields(draft: Configuration, source: Configuration, addresses: readonly string[]): Configuration {
  const wanted = new Set(addresses);
  const slugs = [...new Set([...Object.keys(draft.applications), ...Object.keys(source.applications)])];
  const applications = slugs.flatMap((slug): [string, InstanceConfiguration][] => {
    const ours = own(draft.applications, slug);
    const theirs = own(source.applications, slug);
    if (wanted.has(addressOf("applications", slug))) return theirs ? [[slug, theirs]] : [];
    if (!ours) return [];
    const options = takeValues(ours.options, theirs?.options ?? {}, (name) =>
      wanted.has(addressOf("applications", slug, "options", name)),
    );
    const switched = theirs && wanted.has(addressOf("applications", slug, "enabled"));
    return [[slug, { ...(switched ? enabledAs(ours, theirs) : ours), options }]];
  });
  const backups = takeValues({ ...draft.backups }, { ...source.backups }, (name) =>
    wanted.has(addressOf("backups", name)),
  );
  const { rotations: _, ...rest } = draft;
  const rotations = takeValues({ ...draft.rotations }, { ...source.rotations }, (path) =>
    wanted.has(addressOf("rotations", path)),
  ) as Record<string, number>;
  return {
    ...rest,
    applications: Object.fromEntries(applications),
    backups: { ...draft.backups, ...backups },
    ...(Object.keys(rotations).length === 0 ? {} : { rotations }),
  };
}

// On is what is meant where nothing is said, so then nothing is said.
function enabledAs(ours: InstanceConfiguration, { enabled }: InstanceConfiguration): InstanceConfiguration {
  const { enabled: _, ...rest } = ours;
  return enabled === undefined ? rest : { ...rest, enabled };
}

function takeValues(ours: Values, theirs: Values, isWanted: (name: string) => boolean): Record<string, unknown> {
  const kept = Object.entries(ours).filter(([name]) => !isWanted(name));
  const taken = Object.entries(theirs).filter(([name]) => isWanted(name));
  return Object.fromEntries([...kept, ...taken]);
}

function own<Value>(values: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}
