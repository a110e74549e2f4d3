import { z } from "zod";
import { message, slug } from "../inputs.ts";
import { provider } from "../trpc.ts";
import { environmentSource, validEnvironment } from "./document.ts";
import { environmentCard, type EnvironmentCard } from "./list.ts";
import { createWithSecrets } from "./save-with-secrets.ts";
import { recipientFor, secretsInput } from "./secrets-input.ts";

const input = z.object({ slug, source: environmentSource, message, secrets: secretsInput });

/**
 * Declares an environment. Where `secrets` gives the value of a field, the document holds any reference there, e.g.
 * `{ "$secret": "new" }`, and gets the right one.
 */
export const create = provider
  .input(input)
  .mutation(async ({ ctx: { store, actor }, input: { slug, source, message, secrets } }): Promise<EnvironmentCard> => {
    const document = await validEnvironment(store, source);
    const recipient = await recipientFor(store, document, secrets);
    return environmentCard(await createWithSecrets(store, actor, { slug, document, message, secrets, recipient }));
  });
