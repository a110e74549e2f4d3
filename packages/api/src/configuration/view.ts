import type { Configuration } from "@allotment/model";
import type { ConfigurationRevisionRecord, DeploymentRecord } from "@allotment/store";

/** A saved configuration as lists show it. */
export interface RevisionView {
  readonly id: string;
  readonly number: number;
  readonly message: string;
  readonly createdAt: string;
  readonly createdByName: string | null;
  /** Revision that it repeats; null for an ordinary one. */
  readonly rolledBackFrom: string | null;
  readonly staged: boolean;
  readonly deployed: boolean;
}

/** A saved configuration with its document. */
export interface RevisionWithDocument extends RevisionView {
  readonly document: Configuration;
  readonly versions: ConfigurationRevisionRecord["versions"];
}

/** A saved configuration as lists show it. */
export function revisionView(
  record: ConfigurationRevisionRecord,
  pointers: Pick<DeploymentRecord, "stagedRevisionId" | "deployedRevisionId">,
): RevisionView {
  const { id, number, message, createdAt, createdByName, rolledBackFrom } = record;
  return {
    id,
    number,
    message,
    createdAt,
    createdByName,
    rolledBackFrom,
    staged: id === pointers.stagedRevisionId,
    deployed: id === pointers.deployedRevisionId,
  };
}
