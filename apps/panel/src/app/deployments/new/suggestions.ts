import type { ApplicationView } from "@allotment/api";
import type { Choices, InstanceChoice } from "./choices.ts";

type Purpose = ApplicationView["manifest"]["purpose"];
type OptionsSchema = ApplicationView["optionsSchema"];

/** Short names by what people do with an application: they are in every address and never change. */
const shortNames: Readonly<Record<Purpose, string>> = {
  talk: "social",
  pictures: "pictures",
  videos: "videos",
  write: "writing",
  listen: "audio",
  meet: "events",
  practice: "hello",
};

/** The short name that is usual for an application. */
export function usualShortName(purpose: Purpose): string {
  return shortNames[purpose];
}

/** Which options of an application hold its host names, by the schema's annotations. */
export function hostOptions(schema: OptionsSchema): { readonly [kind in "account" | "web" | "media"]?: string } {
  return Object.fromEntries(
    Object.entries(schema.properties).flatMap(([name, option]) => {
      const kind = option["x-allotment"].domain;
      return kind === undefined ? [] : [[kind, name]];
    }),
  );
}

/** Short name and host names for each picked application: what was given, else what is usual below the base domain. */
export function suggestInstances(
  { base, instances }: Pick<Choices, "base" | "instances">,
  applications: readonly ApplicationView[],
): Readonly<Record<string, InstanceChoice>> {
  const used = new Set<string>();
  return Object.fromEntries(
    applications.map(({ id, manifest, optionsSchema }) => {
      const usual = shortNames[manifest.purpose];
      const slug = used.has(usual) ? id : usual;
      used.add(slug);
      const web = `${slug}.${base}`;
      const media = hostOptions(optionsSchema).media === undefined ? "" : `files.${web}`;
      return [id, instances[id] ?? { slug, web, media }];
    }),
  );
}

/** The short name of a deployment for this domain: its first label. */
export function suggestSlug(base: string): string {
  const label = base.split(".")[0] ?? "";
  const plain = label
    .toLowerCase()
    .replace(/[^a-z0-9-]/g, "")
    .replace(/^[^a-z]+|-+$/g, "");
  return plain.slice(0, 32);
}

/** The options that follow from host names and the contact address; everything else is recommended or asked later. */
export function startingOptions(
  application: ApplicationView,
  choices: Choices,
  instance: InstanceChoice,
  email: string,
): Readonly<Record<string, unknown>> {
  const { optionsSchema } = application;
  const hosts = hostOptions(optionsSchema);
  const handles = hosts.account !== undefined && choices.website !== "site" && choices.base !== instance.web;
  const emails = neededEmails(optionsSchema);
  return {
    ...(hosts.web === undefined ? {} : { [hosts.web]: instance.web }),
    ...(hosts.media === undefined || instance.media === "" ? {} : { [hosts.media]: instance.media }),
    ...(handles && hosts.account !== undefined ? { [hosts.account]: choices.base } : {}),
    ...(handles && "accountWebsite" in optionsSchema.properties ? { accountWebsite: choices.website } : {}),
    ...(email === "" ? {} : Object.fromEntries(emails.map((name) => [name, email]))),
  };
}

/** Options that hold an e-mail address and have to be given. */
export function neededEmails({ required, properties }: OptionsSchema): readonly string[] {
  return (required ?? []).filter((name) => isEmail(properties[name]));
}

function isEmail(option: object | undefined): boolean {
  return option !== undefined && "format" in option && option.format === "email";
}
