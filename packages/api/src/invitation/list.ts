import { z } from "zod";
import { id } from "../inputs.ts";
import { signedIn } from "../trpc.ts";
import { invitationView, type InvitationView } from "./view.ts";

/** Links that were given out, newest first: all for providers, those of their operators for owners. */
export const list = signedIn
  .input(z.object({ operatorId: id.optional() }))
  .query(async ({ ctx: { store, actor }, input: { operatorId } }): Promise<readonly InvitationView[]> => {
    const records = await store.invitations.list(actor, operatorId === undefined ? {} : { operatorId });
    const operators = new Map((await store.operators.list(actor, {})).map(({ id, name }) => [id, name]));
    const now = new Date().toISOString();
    return records.map((record) => invitationView(record, operators.get(record.operatorId ?? "") ?? null, now));
  });
