"use client";
import { TextField, VisuallyHidden } from "@allotment/ui";
import { useEffect, useState } from "react";
import { trpc } from "../../../client/trpc.ts";
import type { Texts } from "../../../texts/english.ts";

type Labels = Texts["newDeployment"]["addresses"]["check"];

const pauseMilliseconds = 400;

/** A host name that is checked while it is typed: whether it is one, and whether it can be had. */
export function HostField({
  value,
  onChange,
  error,
  help,
  labels,
  ...field
}: {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
  readonly help?: string | undefined;
  readonly optionalLabel?: string | undefined;
  readonly labels: Labels;
}) {
  const answer = useHostCheck(value);
  const bad = answer === "taken" || answer === "invalid";
  const said = answer === null ? "" : labels[answer];
  return (
    <div>
      <TextField
        {...field}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        help={[help, bad ? "" : said].filter(Boolean).join(" ")}
        error={bad ? said : answer === null ? error : undefined}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        inputMode="url"
        required={field.optionalLabel === undefined}
      />
      <div aria-live="polite">
        <VisuallyHidden>{answer === "checking" ? "" : said}</VisuallyHidden>
      </div>
    </div>
  );
}

// Null until something was asked.
function useHostCheck(host: string): keyof Labels | null {
  const [answer, setAnswer] = useState<keyof Labels | null>(null);
  useEffect(() => {
    if (host.trim() === "") {
      setAnswer(null);
      return;
    }
    const controller = new AbortController();
    const ask = async () => {
      setAnswer("checking");
      try {
        const found = await trpc.domain.check.query({ host }, { signal: controller.signal });
        if (!controller.signal.aborted) setAnswer(found.host === null ? "invalid" : (found.availability ?? "free"));
      } catch {
        if (!controller.signal.aborted) setAnswer("failed");
      }
    };
    const timer = setTimeout(() => void ask(), pauseMilliseconds);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [host]);
  return answer;
}
