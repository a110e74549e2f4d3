import type { SettingsCommand } from "@allotment/model";
import { inputOf } from "../../settings/index.ts";
import type { Options } from "./options.ts";
import { settings } from "./settings.ts";

/**
 * A Rails runner script on the machine. It takes settings as one JSON object on standard input, name → value, and writes each
 * into Mastodon's table of settings; null deletes the row, so that Mastodon's own default holds. Told to read, it says what
 * holds.
 */
const program = "allotment-mastodon-settings";

/** What is set on the running instance, in seconds. All of it goes in as JSON, so that no text becomes an argument. */
export function commandsOf(options: Options): readonly SettingsCommand[] {
  return [
    {
      component: "web",
      options: settings.map(({ option }) => option),
      command: [program],
      input: inputOf(settings, options),
      read: [program, "read"],
    },
  ];
}
