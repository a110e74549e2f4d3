"use server";
import type { Caller, Problem } from "@allotment/api";
import { redirect } from "next/navigation";
import { field } from "../../../parts/form-state.ts";
import { innerPath } from "../../../server/inner-path.ts";
import { runAction, type ActionResult } from "../../../server/run-action.ts";

const text = (form: FormData, name: string) => field(form, name).trim();

/** Saves the draft as ready to install, makes its plan and shows it. */
export async function saveAndPlan(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const deploymentId = text(form, "deploymentId");
  const result = await runAction(async (caller) => {
    await caller.configuration.stage({ deploymentId, etag: text(form, "etag"), message: text(form, "message") });
    return caller.plan.create({ deploymentId });
  });
  return leave(result, `${text(form, "page")}/plan`);
}

/**
 * Saves the draft and changes the running applications at once. Where more than that would change, or something has to be
 * agreed to, it is saved and shown instead.
 */
export async function changeNow(before: Problem | null, form: FormData): Promise<Problem | null> {
  const wish = { deploymentId: text(form, "deploymentId"), etag: text(form, "etag") };
  const result = await runAction((caller) => caller.settings.applyNow(wish));
  if (!result.ok) return result.problem;
  const { runId } = result.value;
  if (runId === null) return saveAndPlan(before, form);
  return leave(result, `${text(form, "page")}/activity/${runId}`);
}

/** Takes a value that was set inside an application into the draft. */
export async function keepTheirs(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const instance = text(form, "instance");
  const wish = {
    deploymentId: text(form, "deploymentId"),
    etag: text(form, "etag"),
    options: [{ instance, option: text(form, "option") }],
  };
  const result = await runAction((caller) => caller.settings.keepTheirs(wish));
  return leave(result, `${text(form, "page")}?instance=${encodeURIComponent(instance)}`);
}

/** Sets inside the applications once more what was installed. */
export async function putBack(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const wish = { deploymentId: text(form, "deploymentId"), reason: "" };
  const result = await runAction((caller) => caller.settings.putBack(wish));
  if (!result.ok) return result.problem;
  return leave(result, `${text(form, "page")}/activity/${result.value.runId}`);
}

/** Takes changes of the draft back: one field, or all. */
export async function discardChanges(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const addresses = form.getAll("address").map(String);
  const result = await runAction((caller) =>
    caller.configuration.discard({
      deploymentId: text(form, "deploymentId"),
      etag: text(form, "etag"),
      to: text(form, "to") === "staged" ? "staged" : "deployed",
      ...(addresses.length === 0 ? {} : { addresses }),
    }),
  );
  return leave(result, text(form, "page"));
}

/** Adds an application to the draft, with recommended values for the size that is already expected. */
export async function addApplication(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const application = text(form, "application");
  const slug = text(form, "slug");
  const result = await changeDraft(form, async (applications, caller) => {
    const sizes = Object.values(applications).map(({ options }) => Number(options["expectedActiveUsers"]));
    const expectedActiveUsers = Math.max(1, ...sizes.filter((size) => Number.isSafeInteger(size))) || 50;
    if (Object.hasOwn(applications, slug)) return applications;
    const options = await caller.application.recommend({ application, expectedActiveUsers });
    return { ...applications, [slug]: { application, options } };
  });
  return leave(result, `${text(form, "page")}?instance=${encodeURIComponent(slug)}`);
}

/** Takes an application out of the draft. What is live stays until a plan that removes it was agreed to. */
export async function removeApplication(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const slug = text(form, "slug");
  const result = await changeDraft(form, (applications) =>
    Promise.resolve(Object.fromEntries(Object.entries(applications).filter(([name]) => name !== slug))),
  );
  return leave(result, text(form, "page"));
}

/** Gives the deployment another title. */
export async function rename(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const result = await runAction((caller) =>
    caller.deployment.rename({ deploymentId: text(form, "deploymentId"), title: text(form, "title") }),
  );
  return leave(result, text(form, "page"));
}

/** Moves the draft to another environment. */
export async function moveToEnvironment(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const result = await runAction((caller) =>
    caller.deployment.setEnvironment({
      deploymentId: text(form, "deploymentId"),
      environmentId: text(form, "environmentId"),
    }),
  );
  return leave(result, text(form, "page"));
}

type Applications = Awaited<ReturnType<Caller["draft"]["get"]>>["document"]["applications"];

function changeDraft(form: FormData, change: (before: Applications, caller: Caller) => Promise<Applications>) {
  const deploymentId = text(form, "deploymentId");
  return runAction(async (caller) => {
    const { document } = await caller.draft.get({ deploymentId });
    const applications = await change(document.applications, caller);
    return caller.draft.set({ deploymentId, etag: text(form, "etag"), document: { ...document, applications } });
  });
}

// Only ever to a page of a deployment: the field is the browser's.
function leave(result: ActionResult<unknown>, page: string): Problem {
  if (!result.ok) return result.problem;
  const path = innerPath(page);
  redirect(/^\/deployments\/[a-z0-9-]+(?:[/?]|$)/.test(path) ? path : "/deployments");
}
