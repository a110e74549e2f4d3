import type { DeploymentView } from "@allotment/api";
import { Fold, Table } from "@allotment/ui";
import { momentText } from "../../../parts/moments.ts";
import { texts } from "../../../texts/texts.ts";

/** Which system each machine runs, one click below. Practice has none. */
export function MachinesFold({ deployment }: { readonly deployment: DeploymentView }) {
  if (deployment.environment.practice || deployment.machines.length === 0) return null;
  const t = texts("configuration");
  return (
    <Fold summary={t("machines.title")}>
      <Table
        caption={t("machines.title")}
        captionHidden
        rows={deployment.machines}
        rowKey={({ machine }) => machine}
        columns={[
          { key: "machine", header: t("machines.machine"), cell: ({ machine }) => machine },
          { key: "generation", header: t("machines.generation"), cell: ({ generation }) => generation },
          { key: "health", header: t("machines.health"), cell: ({ health }) => t(`machines.healths.${health}`) },
          { key: "at", header: t("machines.seen"), cell: ({ at }) => momentText(at) },
        ]}
      />
    </Fold>
  );
}
