import type { ErrandView } from "@allotment/api";
import { Button, CodeBlock, Fold, LinkButton } from "@allotment/ui";
import { ActionForm } from "../../../parts/ActionForm.tsx";
import { Answer } from "../../../parts/errands/Answer.tsx";
import { rawTexts, texts } from "../../../texts/texts.ts";
import { scanAgain, testMachine } from "./actions.ts";
import { declaringAddress, type Declaring } from "./address.ts";

const command = "ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub";

/** The key that a machine answered with, to be compared by a person, and what follows from that. */
export function ScanStep({ now, scan }: { readonly now: Declaring; readonly scan: ErrandView }) {
  const t = texts("machines");
  const labels = rawTexts("common").copyLabels;
  const hidden = { ...now };
  return (
    <div className="u-stack-loose">
      {scan.key === null && <Answer errand={scan} />}
      {scan.key && (
        <>
          <div className="u-stack c-prose">
            <CodeBlock
              title={t("compare.answered", { address: scan.machine?.address ?? "" })}
              code={scan.key.fingerprint}
              labels={labels}
            />
            <CodeBlock title={t("compare.command")} code={command} labels={labels} />
            <p className="u-soft u-small">{t("compare.commandHelp")}</p>
          </div>
          <ActionForm action={testMachine} hidden={hidden}>
            <p className="u-soft c-prose">{t("compare.sameHelp")}</p>
            <Button type="submit" variant="primary">
              {t("compare.submit")}
            </Button>
          </ActionForm>
        </>
      )}
      {scan.key === null ? (
        <OtherWays now={now} />
      ) : (
        <Fold summary={t("compare.different")}>
          <div className="u-stack">
            <p className="c-prose">{t("compare.differentBody")}</p>
            <OtherWays now={now} />
          </div>
        </Fold>
      )}
    </div>
  );
}

/** To ask once more, or somewhere else. */
function OtherWays({ now }: { readonly now: Declaring }) {
  const t = texts("machines");
  return (
    <div className="u-row">
      <ActionForm action={scanAgain} hidden={{ ...now }} inline>
        <Button type="submit">{t("compare.again")}</Button>
      </ActionForm>
      <LinkButton href={declaringAddress({ ...now, scan: "", test: "" })}>{t("compare.back")}</LinkButton>
    </div>
  );
}
