import type { ErrandView } from "@allotment/api";
import { Button, Fold } from "@allotment/ui";
import { ActionForm } from "../../../parts/ActionForm.tsx";
import { Answer } from "../../../parts/errands/Answer.tsx";
import { texts } from "../../../texts/texts.ts";
import { WorkerKeyLines } from "../../first-day/KeyTask.tsx";
import { testMachine } from "./actions.ts";
import type { Declaring } from "./address.ts";

/** What the worker found on a machine; where it could not log in, how its key gets there. */
export function TestStep(props: {
  readonly now: Declaring;
  readonly test: ErrandView;
  readonly workerKey: string | null;
}) {
  const { now, test, workerKey } = props;
  const t = texts("machines");
  return (
    <div className="u-stack-loose">
      <Answer errand={test} />
      {workerKey !== null && (
        <Fold summary={t("test.key")} open>
          <div className="u-stack">
            <WorkerKeyLines workerKey={workerKey} />
          </div>
        </Fold>
      )}
      <ActionForm action={testMachine} hidden={{ ...now }}>
        <Button type="submit" variant="primary">
          {t("test.again")}
        </Button>
      </ActionForm>
    </div>
  );
}
