import { planText } from "@allotment/planner";
import { Command } from "commander";
import { exitCodeOf, made, planFromFiles, type PlanFiles } from "../plan-from-files.ts";

/** `allot plan`: shows what a configuration means in an environment. */
export function planCommand(): Command {
  return new Command("plan")
    .description("show what would be created, changed and destroyed, and why")
    .requiredOption("--configuration <file>", "the configuration (JSON or YAML)")
    .requiredOption("--environment <file>", "the provider's environment (JSON or YAML)")
    .option("--deployed <file>", "deployment.json of what is deployed")
    .option("--json", "print plan, description and diagnostics as JSON")
    .addHelpText("after", "\nExit status: 0 a plan, 1 invalid (diagnostics on standard error), 2 it does not fit.")
    .action(async (options: PlanFiles & { json?: true }) => {
      const outcome = await planFromFiles(options);
      if (options.json) {
        const { plan, description, diagnostics } = outcome;
        process.stdout.write(`${JSON.stringify({ plan, description, diagnostics }, null, 2)}\n`);
        process.exitCode = exitCodeOf(outcome);
        return;
      }
      process.stdout.write(planText(made(outcome).plan));
    });
}
