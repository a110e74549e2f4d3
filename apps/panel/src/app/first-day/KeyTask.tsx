import { CodeBlock, Notice } from "@allotment/ui";
import { rawTexts, texts } from "../../texts/texts.ts";
import type { FirstDayFacts } from "./facts.ts";
import type { FirstDayStep } from "./steps.ts";
import { Task } from "./Task.tsx";

/** The worker's public key, and how it comes onto a machine. */
export function KeyTask({ facts, step }: { readonly facts: FirstDayFacts; readonly step: FirstDayStep }) {
  const t = texts("firstDay");
  const { workerKey } = facts;
  return (
    <Task step={step}>
      {workerKey === null ? (
        <Notice tone="warning">{t("steps.key.missing")}</Notice>
      ) : (
        <WorkerKeyLines workerKey={workerKey} />
      )}
    </Task>
  );
}

/** The key to copy, and the exact lines for a machine with and without NixOS. */
export function WorkerKeyLines({ workerKey }: { readonly workerKey: string }) {
  const t = texts("firstDay");
  const labels = rawTexts("common").copyLabels;
  const root = `mkdir -p -m 700 /root/.ssh && echo '${workerKey}' >> /root/.ssh/authorized_keys`;
  const nixos = `services.openssh.enable = true;\nusers.users.root.openssh.authorizedKeys.keys = [\n  "${workerKey}"\n];`;
  return (
    <>
      <CodeBlock title={t("steps.key.line")} code={workerKey} labels={labels} />
      <CodeBlock title={t("steps.key.root")} code={root} labels={labels} />
      <CodeBlock title={t("steps.key.nixos")} code={nixos} labels={labels} />
      <p className="u-soft u-small c-prose">{t("steps.key.whatFor")}</p>
    </>
  );
}
