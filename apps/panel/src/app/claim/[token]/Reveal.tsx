"use client";
import { problemOf } from "@allotment/api/client";
import { Button, CopyField, LinkButton, Notice, type CopyLabels } from "@allotment/ui";
import { useState } from "react";
import type { Texts } from "../../../texts/english.ts";
import { reveal, type Credential, type RevealOutcome } from "./reveal.ts";

type Labels = Pick<Texts["claim"], "show" | "working" | "shown" | "failed"> & { readonly copy: CopyLabels };

interface Site {
  readonly url: string;
  readonly label: string;
}

/** The button that shows the password, and then the password, on this page only. */
export function Reveal(props: { readonly token: string; readonly site: Site; readonly labels: Labels }) {
  const { token, labels } = props;
  const [working, setWorking] = useState(false);
  const [outcome, setOutcome] = useState<RevealOutcome | null>(null);

  async function show(): Promise<void> {
    setWorking(true);
    setOutcome(await reveal(token).catch((error: unknown) => ({ problem: trouble(error, labels) })));
    setWorking(false);
  }

  if (outcome && "credential" in outcome) {
    return <Shown credential={outcome.credential} site={props.site} labels={labels} />;
  }
  return (
    <div className="u-stack">
      {outcome && (
        <Notice tone="danger" role="alert" title={outcome.problem.summary}>
          <p>{outcome.problem.next}</p>
        </Notice>
      )}
      {working ? (
        <Notice tone="info" role="status" title={labels.working} />
      ) : (
        <p>
          <Button variant="primary" onClick={() => void show()}>
            {outcome ? labels.failed.again : labels.show}
          </Button>
        </p>
      )}
    </div>
  );
}

function trouble(error: unknown, { failed }: Labels) {
  const problem = problemOf(error);
  return problem ? { summary: problem.summary, next: problem.next } : { summary: failed.title, next: failed.unharmed };
}

function Shown({ credential, site, labels }: { credential: Credential; site: Site; labels: Labels }) {
  const { username, email, password } = credential;
  const { shown, copy } = labels;
  return (
    <Notice tone="success" role="status" title={shown.title}>
      <div className="u-stack">
        <CopyField id="claim-username" label={shown.username} value={username} labels={copy} />
        {email !== null && <CopyField id="claim-email" label={shown.email} value={email} labels={copy} />}
        <CopyField id="claim-password" label={shown.password} value={password} labels={copy} />
        <p>{shown.next}:</p>
        <p>
          <LinkButton href={site.url} rel="noreferrer">
            {site.label}
          </LinkButton>
        </p>
      </div>
    </Notice>
  );
}
