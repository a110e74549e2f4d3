import { signedIn } from "../trpc.ts";
import { visibleApplications, type ApplicationCard } from "./view.ts";

/** The catalogue. The comparison matrix is in each manifest; `matrixCriteria` of the model gives its order. */
export const list = signedIn.query(({ ctx: { actor } }): readonly ApplicationCard[] =>
  visibleApplications(actor).map(({ id, manifest }) => ({ id, manifest })),
);
