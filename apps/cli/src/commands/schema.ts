import { applications, findApplication } from "@allotment/catalogue";
import { Command } from "commander";
import { CliError } from "../exit.ts";

/** `allot schema APP`: prints the JSON Schema of an application's options. */
export function schemaCommand(): Command {
  return new Command("schema")
    .description("print the JSON Schema of an application's options")
    .argument("<application>", "id of the application, e.g. mastodon")
    .action((id: string) => {
      const module = findApplication(id);
      if (!module)
        throw new CliError(
          `There is no application “${id}”. There are: ${applications.map((one) => one.id).join(", ")}.`,
        );
      process.stdout.write(`${JSON.stringify(module.optionsSchema, null, 2)}\n`);
    });
}
