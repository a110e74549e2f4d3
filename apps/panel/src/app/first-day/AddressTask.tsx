import { CodeBlock, Fold } from "@allotment/ui";
import { rawTexts, texts } from "../../texts/texts.ts";
import type { FirstDayStep } from "./steps.ts";
import { Task } from "./Task.tsx";

const proxy = `location / {
  proxy_pass http://127.0.0.1:3000;
  proxy_http_version 1.1;
  proxy_buffering off;
  proxy_set_header Host $host;
  proxy_set_header X-Forwarded-For $remote_addr;
  proxy_set_header X-Forwarded-Proto $scheme;
}`;

const start = `ALLOTMENT_PUBLIC_URL=https://panel.example.org ALLOTMENT_TRUST_PROXY=true npm start`;

/** What people type should not be read on the way. */
export function AddressTask({ step }: { readonly step: FirstDayStep }) {
  const t = texts("firstDay");
  const labels = rawTexts("common").copyLabels;
  return (
    <Task step={step}>
      {step.state !== "done" && (
        <Fold summary={t("steps.address.how")}>
          <div className="u-stack">
            <CodeBlock title={t("steps.address.proxy")} code={proxy} labels={labels} />
            <CodeBlock title={t("steps.address.start")} code={start} labels={labels} />
          </div>
        </Fold>
      )}
    </Task>
  );
}
