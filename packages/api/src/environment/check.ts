import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { provider } from "../trpc.ts";
import { speak, type SpokenDiagnostic } from "../view/sentences.ts";
import { affectedDeployments, type AffectedDeployment } from "./affected.ts";
import { checkEnvironment, environmentSource } from "./document.ts";
import { writeYaml } from "./yaml.ts";

/** An environment while it is edited. */
export interface EnvironmentCheck {
  readonly diagnostics: readonly SpokenDiagnostic[];
  /** Whether it could be saved. */
  readonly valid: boolean;
  /** The same as a document and as YAML, to change between form and text; null when the YAML is malformed. */
  readonly value: unknown;
  readonly yaml: string | null;
  /**
   * What saving it would mean for each deployment there, those that no longer fit first. Empty for a new environment, and
   * while it could not be saved.
   */
  readonly affected: readonly AffectedDeployment[];
}

/** `environmentId`: what is edited, where it exists already. */
const input = environmentSource.and(z.object({ environmentId: id.optional() }));

/** Validates an environment without saving it. A mutation because a document does not fit into an address. */
export const check = provider
  .input(input)
  .mutation(async ({ ctx, input: { environmentId, ...source } }): Promise<EnvironmentCheck> => {
    const { store, actor } = ctx;
    const { document, value, diagnostics } = await checkEnvironment(store, source);
    const known = environmentId === undefined ? null : found(await store.environments.get(actor, { environmentId }));
    return {
      diagnostics: diagnostics.map(speak),
      valid: document !== null,
      value: value ?? null,
      yaml: value === undefined ? null : writeYaml(value),
      affected: known === null || document === null ? [] : await affectedDeployments(ctx, known.id, document),
    };
  });
