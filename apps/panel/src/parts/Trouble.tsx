"use client";
import type { Problem } from "@allotment/api/client";
import { AppShell, Button, LinkButton, PageHeader } from "@allotment/ui";
import { useEffect, useState } from "react";
import { ProblemNotice } from "./ProblemNotice.tsx";

/** Words of a page that could not be shown. */
export type TroubleLabels = Readonly<Record<"title" | "sentence" | "again" | "home" | "report", string>> & {
  readonly product: string;
  readonly shell: {
    readonly skip: string;
    readonly navigation: string;
    readonly menu: string;
    readonly account: string;
  };
};

/**
 * A page that could not be shown. What went wrong on the server stays there; the panel is asked once more whether it can
 * answer at all, so that an unusable database is explained in words.
 */
export function Trouble(props: {
  readonly labels: TroubleLabels;
  /** By which the log names what happened. */
  readonly digest: string | undefined;
  readonly onAgain: () => void;
}) {
  const { labels, digest, onAgain } = props;
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    // Silence has nothing to add to the page: there is no panel to ask, or one has left.
    askWhatIsWrong(stop.signal).then(setProblem, () => undefined);
    return () => stop.abort();
  }, []);
  return (
    <AppShell productName={labels.product} homeHref="/" navigation={[]} labels={labels.shell}>
      <div className="u-narrow u-stack">
        <PageHeader
          title={labels.title}
          sentence={labels.sentence}
          action={
            <>
              <Button variant="primary" icon="reload" onClick={onAgain}>
                {labels.again}
              </Button>
              <LinkButton href="/">{labels.home}</LinkButton>
            </>
          }
        />
        {problem && <ProblemNotice problem={problem} />}
        {digest && (
          <p className="u-soft u-small">
            {labels.report} <code>{digest}</code>
          </p>
        )}
      </div>
    </AppShell>
  );
}

async function askWhatIsWrong(signal: AbortSignal): Promise<Problem | null> {
  const response = await fetch("/api/trouble", { signal });
  const { problem } = (await response.json()) as { readonly problem: Problem | null };
  return problem;
}
