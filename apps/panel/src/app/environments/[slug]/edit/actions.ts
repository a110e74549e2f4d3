"use server";
import type { Caller, EnvironmentView, Problem } from "@allotment/api";
import { redirect } from "next/navigation";
import { field } from "../../../../parts/form-state.ts";
import { runAction } from "../../../../server/run-action.ts";

/** Why an environment was not saved, and what somebody else saved meanwhile; null before. */
export type SaveResult = {
  readonly problem: Problem;
  readonly theirs: Pick<EnvironmentView, "revisionId" | "revisionNumber" | "yaml"> | null;
} | null;

/** Saves what a form or a text says as a new revision, seals new secrets, and goes to the environment. */
export async function saveEnvironment(_before: SaveResult, form: FormData): Promise<SaveResult> {
  const environmentId = field(form, "environmentId");
  const source = sourceOf(form);
  const result = await runAction((caller) =>
    caller.environment.set({
      environmentId,
      // The button that saves on top of somebody else's revision names that one, after the one that was edited.
      basedOnRevisionId: lastOf(form, "basedOnRevisionId"),
      source,
      message: field(form, "message"),
      secrets: secretsOf(form),
    }),
  );
  if (result.ok) redirect(`/environments/${encodeURIComponent(field(form, "slug"))}`);
  const changed = result.problem.code === "environment-changed";
  return { problem: result.problem, theirs: changed ? await currentOf(environmentId) : null };
}

// The text is what is seen, also before scripts have loaded; the form sends the document that it edited.
function sourceOf(form: FormData): Parameters<Caller["environment"]["set"]>[0]["source"] {
  const document: unknown = readJson(field(form, "document"));
  return isObject(document) ? { document } : { yaml: field(form, "yaml") };
}

function secretsOf(form: FormData): Readonly<Record<string, string>> {
  const names = [...form.keys()].filter((name) => name.startsWith("secret:"));
  const given = names.map((name) => [name.slice("secret:".length), field(form, name)] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== ""));
}

function lastOf(form: FormData, name: string): string {
  const value = form.getAll(name).at(-1);
  return typeof value === "string" ? value : "";
}

async function currentOf(environmentId: string) {
  const result = await runAction((caller) => caller.environment.get({ environmentId }));
  if (!result.ok) return null;
  const { revisionId, revisionNumber, yaml } = result.value;
  return { revisionId, revisionNumber, yaml };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
