import { speak, type SpokenDiagnostic } from "../view/sentences.ts";
import { provider } from "../trpc.ts";
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
}

/** Validates an environment without saving it. A mutation because a document does not fit into an address. */
export const check = provider.input(environmentSource).mutation(async ({ ctx, input }): Promise<EnvironmentCheck> => {
  const { document, value, diagnostics } = await checkEnvironment(ctx.store, input);
  return {
    diagnostics: diagnostics.map(speak),
    valid: document !== null,
    value: value ?? null,
    yaml: value === undefined ? null : writeYaml(value),
  };
});
