import type { Finding } from "./finding.ts";
import { hasSentence, sentence } from "./messages.ts";
import type { Params } from "./generated/schemas.ts";

/** What people read about a finding. */
export interface SpokenFinding {
  /** What it is, in one line: also the subject of a mail. */
  readonly title: string;
  readonly text: string;
  /** What is as it was. */
  readonly unharmed: string;
  /** What to do. */
  readonly advice: string;
}

/** The sentences of a finding. Those of a run that failed say what its step says. Never fails for a value that is missing. */
export function sayFinding({ code, subject, params }: Pick<Finding, "code" | "subject" | "params">): SpokenFinding {
  const values = { ...params, subject };
  const failure = String(params["failure"] ?? "");
  if (code === "run-failed") {
    const known = hasSentence(`run.failures.${failure}.summary`) ? failure : "unexpected";
    return {
      title: say("findings.run-failed.title", values),
      text: say(`run.failures.${known}.summary`, values),
      unharmed: say("findings.run-failed.unharmed", values),
      advice: say(`run.failures.${known}.action`, values),
    };
  }
  const own = `findings.${code}.unharmed`;
  return {
    title: say(`findings.${code}.title`, values),
    text: say(`findings.${code}.text`, values),
    unharmed: say(hasSentence(own) ? own : "incidents.unharmed", values),
    advice: say(`findings.${code}.advice`, values),
  };
}

function say(key: string, params: Params): string {
  try {
    return sentence(key, params);
  } catch {
    return key;
  }
}
