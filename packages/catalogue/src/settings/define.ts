import type { Setting, SettingValue } from "@allotment/model";

/** A setting that has the value of its option, both ways; an empty one stands for upstream's default. */
export function plainSetting<Options>(name: string, option: keyof Options & string): Setting<Options> {
  return {
    name,
    option,
    valueOf: (options) => settingValue(options[option]),
    optionFrom: normalSetting,
  };
}

/** A switch that upstream has the other way round. */
export function invertedSetting<Options>(name: string, option: keyof Options & string): Setting<Options> {
  return {
    name,
    option,
    valueOf: (options) => options[option] !== true,
    optionFrom: (value) => value !== true,
  };
}

/** What a command that sets all of these gets on its standard input. */
export function inputOf<Options>(
  settings: readonly Setting<Options>[],
  options: Options,
): Readonly<Record<string, SettingValue>> {
  return Object.fromEntries(settings.map(({ name, valueOf }) => [name, valueOf(options)]));
}

/** A setting in its one normal form: an empty text or list says the same as none. */
export function normalSetting(value: SettingValue): SettingValue {
  if (value === "") return null;
  return Array.isArray(value) && value.length === 0 ? null : value;
}

/** Something of JSON as the value of a setting; null for what no setting can be. */
export function settingValue(value: unknown): SettingValue {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value;
  return null;
}
