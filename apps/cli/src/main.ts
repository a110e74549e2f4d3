import { Command } from "commander";
import { accountCommand } from "./commands/account.ts";
import { deploymentCommand } from "./commands/deployment.ts";
import { installKitCommand } from "./commands/install-kit.ts";
import { planCommand } from "./commands/plan.ts";
import { recoveryKeyCommand } from "./commands/recovery-key.ts";
import { renderCommand } from "./commands/render.ts";
import { schemaCommand } from "./commands/schema.ts";
import { CliError } from "./exit.ts";

/** The command line: the same verbs as the panel, from files, without a server. */
const program = new Command("allot")
  .description("Plans and renders deployments from files, and helps with accounts and keys.")
  .showHelpAfterError("Run `allot help` for the commands.")
  .addCommand(schemaCommand())
  .addCommand(planCommand())
  .addCommand(renderCommand())
  .addCommand(accountCommand())
  .addCommand(deploymentCommand())
  .addCommand(recoveryKeyCommand())
  .addCommand(installKitCommand());

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CliError)) throw error;
  process.stderr.write(error.message.endsWith("\n") ? error.message : `${error.message}\n`);
  process.exitCode = error.exitCode;
}
