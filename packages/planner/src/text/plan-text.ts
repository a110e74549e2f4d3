import { sayDiagnostic, sentence, type Change, type Diagnostic, type Plan, type StepReport } from "@allotment/model";
import { capacityLine } from "./units.ts";
import { shortValue } from "./values.ts";

const signs: Readonly<Record<Change["action"], string>> = { create: "+", update: "~", delete: "-" };

/** A plan as text for a terminal: what changes, machines, reasons, what has to be agreed to. Lines end without space. */
export function planText(plan: Plan): string {
  const head = plan.parent === null ? "first plan" : `on top of ${plan.parent.slice(0, 12)}`;
  const sections = [
    `Plan for ${plan.deployment}: ${head}, ${sentence(`effects.${plan.effect}`)}.`,
    section("Changes", plan.changes.length > 0 ? plan.changes.map(changeLine) : ["nothing changes"]),
    section(
      "Machines",
      plan.capacity.map((use) => `${use.machine}: ${capacityLine(use)}`),
    ),
    section("Why", plan.report.flatMap(reportLines)),
    section("To agree to", plan.diagnostics.filter((one) => one.severity === "warning").map(diagnosticLine)),
  ];
  return `${sections.filter((text) => text !== "").join("\n\n")}\n`;
}

/** Diagnostics as text for a terminal: one line each, the field first, then what it is and what to do. */
export function diagnosticsText(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map((one) => `${one.severity}: ${diagnosticLine(one)}\n`).join("");
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [`${title}`, ...lines.map((line) => `  ${line}`)].join("\n");
}

function changeLine(change: Change): string {
  const what = sentence(change.reason, change.params);
  const values =
    change.action === "update" && change.kind === "option"
      ? ` ${shortValue(change.before)} → ${shortValue(change.after)}`
      : "";
  return `${signs[change.action]} ${change.address}: ${what}${values} (${sentence(`effects.${change.effect}`)})`;
}

function reportLines(step: StepReport): string[] {
  return step.decisions.map((decision) => `${decision.address}: ${sentence(decision.code, decision.params)}`);
}

function diagnosticLine(diagnostic: Diagnostic): string {
  const { summary, detail } = sayDiagnostic(diagnostic);
  return `${diagnostic.address === "" ? "" : `${diagnostic.address}: `}${summary} ${detail}`;
}
