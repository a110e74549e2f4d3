import { z } from "zod";
import { id, message } from "../inputs.ts";
import { provider } from "../trpc.ts";
import { environmentSource, validEnvironment } from "./document.ts";
import { saveWithSecrets } from "./save-with-secrets.ts";
import { recipientFor, secretsInput } from "./secrets-input.ts";

const input = z.object({
  environmentId: id,
  /** The revision that was edited. */
  basedOnRevisionId: id,
  source: environmentSource,
  message,
  secrets: secretsInput,
});

/** Saves a new revision. Whoever comes second gets `environment-changed`. Running deployments are not touched. */
export const set = provider
  .input(input)
  .mutation(async ({ ctx: { store, actor }, input: { source, ...save } }): Promise<{ readonly revisionId: string }> => {
    const document = await validEnvironment(store, source);
    const recipient = await recipientFor(store, document, save.secrets);
    const revision = await saveWithSecrets(store, actor, { ...save, document, recipient });
    return { revisionId: revision.id };
  });
