import { canonicalJson, type ApplicationModule, type DescribedInstance, type SettingValue } from "@allotment/model";
import { normalSetting, settingValue } from "./define.ts";

/** What an instance says about its settings, by upstream's names. */
export interface SettingsInside {
  readonly values: Readonly<Record<string, unknown>>;
  /** What holds where nothing was set. */
  readonly defaults: Readonly<Record<string, unknown>>;
}

/** An option that holds another value inside the application than was deployed. */
export interface SettingDifference {
  readonly option: string;
  /** The option as deployed; null where it was left out. */
  readonly here: unknown;
  /** The option that would stand for what the application holds; null where leaving it out would. */
  readonly inside: unknown;
}

/**
 * Where an instance holds other settings than it was given. What nobody set counts as upstream's default, and so does an
 * empty text or list; settings that the instance says nothing about are left out.
 *
 * @param instance as deployed
 * @param inside what it says, from elsewhere: of any content
 */
export function settingDifferences(
  module: ApplicationModule,
  instance: Pick<DescribedInstance, "options">,
  { values, defaults }: SettingsInside,
): readonly SettingDifference[] {
  const { options } = instance;
  return (module.settings ?? []).flatMap(({ name, option, valueOf, optionFrom }) => {
    if (!Object.hasOwn(values, name)) return [];
    const byDefault = Object.hasOwn(defaults, name) ? settingValue(defaults[name]) : null;
    const present = normalSetting(settingValue(values[name]));
    const ours = normalSetting(valueOf(options)) ?? normalSetting(byDefault);
    if (same(ours, present ?? normalSetting(byDefault))) return [];
    return [{ option, here: options[option] ?? null, inside: optionFrom(present, options) }];
  });
}

/** Lists are sets here: no application keeps their order. */
function same(one: SettingValue, other: SettingValue): boolean {
  return canonicalJson(sorted(one)) === canonicalJson(sorted(other));
}

function sorted(value: SettingValue): SettingValue {
  return typeof value === "object" && value !== null ? [...value].sort() : value;
}
