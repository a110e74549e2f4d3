import { z } from "zod";
import { found } from "../errors/from-conflict.ts";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { generatedSecrets, givenSecrets, type GeneratedSecretView, type GivenSecretView } from "./view.ts";

/** The secrets of a deployment as people read of them. Values are never shown. */
export interface SecretsView {
  /** Of the draft, to ask for a new value with. */
  readonly etag: string;
  readonly practice: boolean;
  /** Null before the first success: secrets are made with it. */
  readonly live: {
    readonly generated: readonly GeneratedSecretView[];
    readonly given: readonly GivenSecretView[];
    /** How many recovery keys of the provider open them. */
    readonly recoveryKeys: number;
  } | null;
}

/** What secrets a deployment has: what for, who reads them, how old they are. */
export const overview = signedIn
  .input(z.object({ deploymentId: id }))
  .query(async ({ ctx: { store, actor, plans }, input }): Promise<SecretsView> => {
    const { draft, environmentId, deployedPlanId } = found(await store.deployments.get(actor, input));
    const environment = await store.environments.get(actor, { environmentId });
    const records = await store.secrets.list(actor, { owner: { kind: "deployment", ...input } });
    const live = await plans.reader.description(deployedPlanId);
    return {
      etag: draft.etag,
      practice: environment?.practice ?? false,
      live: live && {
        generated: generatedSecrets(live, draft.document, records),
        given: givenSecrets(live, draft.document, records),
        recoveryKeys: live.recoveryKeys?.length ?? 0,
      },
    };
  });
