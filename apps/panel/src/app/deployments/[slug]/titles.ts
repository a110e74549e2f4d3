import { optionOf } from "./field-addresses.ts";
import type { Document } from "./use-draft.ts";

/** What the editor knows of an application. */
export interface InstanceForm {
  readonly name: string;
  readonly schema: object;
}

/** Finds the title of what an address names: the option's, or the application's. */
export function titleFinder(
  document: Document,
  forms: Readonly<Record<string, InstanceForm>>,
): (address: string) => string | undefined {
  return (address) => {
    const option = optionOf(address);
    if (option === null) return undefined;
    const form = forms[document.applications[option.instance]?.application ?? ""];
    const [name] = option.path;
    if (form === undefined) return undefined;
    return name === undefined ? form.name : (titleIn(form.schema, name) ?? name);
  };
}

function titleIn(schema: object, name: string): string | undefined {
  const properties: unknown = "properties" in schema ? schema.properties : undefined;
  if (typeof properties !== "object" || properties === null) return undefined;
  const option: unknown = Object.entries(properties).find(([key]) => key === name)?.[1];
  if (typeof option !== "object" || option === null || !("title" in option)) return undefined;
  return typeof option.title === "string" ? option.title : undefined;
}
