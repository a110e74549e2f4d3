import { schemaRegistry, type ApplicationModule, type OptionsSchema } from "@allotment/model";

/** Names of the properties of a schema (the type of its JSON file) that have a default. */
type Defaulted<Schema extends { readonly properties: object }> = {
  [Name in keyof Schema["properties"]]: Schema["properties"][Name] extends { readonly default: unknown } ? Name : never;
}[keyof Schema["properties"]];

/**
 * Options as a resource mapping gets them: everything that has a default is there. `Options` is the generated type,
 * `Schema` the type of the schema's JSON file (`import type schema from "…/options.schema.json"`, then `typeof schema`).
 */
export type Filled<Options, Schema extends { readonly properties: object }> = Options &
  Required<Pick<Options, Extract<Defaulted<Schema>, keyof Options>>>;

/** What an application's folder declares; its options schema is found by its id, and it runs on NixOS unless it says more. */
export type ApplicationDefinition<Options> = Omit<ApplicationModule<Options>, "optionsSchema" | "hosts"> &
  Partial<Pick<ApplicationModule<Options>, "hosts">>;

/**
 * Makes the module of an application. Inside, the mapping sees the type of its own options; outside, options are plain
 * JSON that `validateOptions` has checked against the schema the type was generated from.
 *
 * @throws Error when there is no `schemas/applications/<id>/options.schema.json` in the registry (run `npm run generate`)
 */
export function defineApplication<Options>(definition: ApplicationDefinition<Options>): ApplicationModule {
  const path = optionsSchemaPath(definition.id);
  const schema = schemaRegistry[path];
  if (!schema) throw new Error(`there is no schema ${path}`);
  const module: ApplicationModule<Options> = {
    hosts: ["nixos"],
    ...definition,
    optionsSchema: schema as OptionsSchema,
  };
  return erase(module);
}

/** Path of an application's options schema below schemas/. */
export function optionsSchemaPath(id: string): string {
  return `applications/${id}/options.schema.json`;
}

// The one place where the type of the options is forgotten: callers hold modules of different applications in one list.
function erase<Options>(module: ApplicationModule<Options>): ApplicationModule {
  return module as unknown as ApplicationModule;
}
