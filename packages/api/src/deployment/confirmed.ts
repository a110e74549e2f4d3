import type { DeploymentRecord } from "@allotment/store";
import { ApiError } from "../errors/api-error.ts";

/** @throws ApiError `not-confirmed` unless the deployment's short name was typed, as it stands there */
export function checkConfirmed({ slug }: Pick<DeploymentRecord, "slug">, typed: string): void {
  if (typed.trim() !== slug) throw new ApiError("not-confirmed", { params: { expected: slug } });
}
