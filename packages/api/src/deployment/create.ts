import type { Configuration } from "@allotment/model";
import { z } from "zod";
import { checkDraft } from "../draft/check-draft.ts";
import { valueOf } from "../errors/from-conflict.ts";
import { configuration, id, slug, title } from "../inputs.ts";
import { signedIn } from "../trpc.ts";

/** Backups as a new deployment starts with them. */
export const initialBackups: Configuration["backups"] = {
  enabled: true,
  schedule: "daily",
  time: "02:30",
  retention: { daily: 7, weekly: 4, monthly: 6 },
};

const input = z.object({
  operatorId: id,
  environmentId: id,
  /** Immutable name; unique in the installation. */
  slug,
  title,
  /** Applications by instance slug, as far as they are chosen. */
  applications: z.custom<Configuration["applications"]>((value) => configuration.safeParse(value).success).default({}),
});

/** Starts a deployment as a draft. Nothing is live and nothing is permanent. */
export const create = signedIn
  .input(input)
  .mutation(
    async ({
      ctx: { store, actor },
      input: { applications, ...rest },
    }): Promise<{ readonly deploymentId: string; readonly etag: string }> => {
      const draft = checkDraft({ schemaVersion: 1, applications, backups: initialBackups });
      const record = valueOf(await store.deployments.create(actor, { ...rest, draft }));
      return { deploymentId: record.id, etag: record.draft.etag };
    },
  );
