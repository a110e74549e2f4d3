import { system, type Store } from "@allotment/store";
import { ApiError } from "../errors/api-error.ts";

/** The worker's age recipient, to which secrets are sealed. @throws ApiError `worker-missing` before its first start */
export async function recipientOf(store: Store): Promise<string> {
  const recipient = await store.settings.get(system, { key: "worker-recipient" });
  if (recipient === null) throw new ApiError("worker-missing");
  return recipient;
}
