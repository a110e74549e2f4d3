import { applications } from "@allotment/catalogue";
import { hasErrors, type Diagnostic, type Environment } from "@allotment/model";
import { validateEnvironment } from "@allotment/planner";
import type { Store } from "@allotment/store";
import { z } from "zod";
import { ApiError } from "../errors/api-error.ts";
import { anyDocument } from "../inputs.ts";
import { knownOrchestrators, missingOrchestrator } from "./orchestrators.ts";
import { unusableRecoveryKeys } from "./recovery-keys.ts";
import { readYaml } from "./yaml.ts";

/** An environment as the form has it or as YAML: the same thing. */
export const environmentSource = z.union([
  z.object({ document: anyDocument }),
  // One more than is read, so that the sentence about the length is ours.
  z.object({ yaml: z.string().max(4 * 1024 * 1024) }),
]);

/** What was given: a document with what is to be said about it. `document` is null when there are errors. */
export interface CheckedEnvironment {
  readonly document: Environment | null;
  /** What it says, valid or not; undefined when the YAML is malformed. */
  readonly value: unknown;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads and validates an environment. */
export async function checkEnvironment(
  store: Store,
  source: z.infer<typeof environmentSource>,
): Promise<CheckedEnvironment> {
  const read = "yaml" in source ? readYaml(source.yaml) : ({ ok: true, value: source.document } as const);
  if (!read.ok) return { document: null, value: undefined, diagnostics: read.diagnostics };
  const shape = validateEnvironment(read.value, applications);
  const diagnostics = hasErrors(shape)
    ? shape
    : [
        ...missingOrchestrator(read.value, await knownOrchestrators(store)),
        ...unusableRecoveryKeys(read.value),
        ...shape,
      ];
  return {
    document: hasErrors(diagnostics) ? null : (read.value as Environment),
    value: read.value,
    diagnostics,
  };
}

/** The document. @throws ApiError `invalid-document` with every diagnostic */
export async function validEnvironment(store: Store, source: z.infer<typeof environmentSource>): Promise<Environment> {
  const { document, diagnostics } = await checkEnvironment(store, source);
  if (document === null) throw new ApiError("invalid-document", { diagnostics });
  return document;
}
