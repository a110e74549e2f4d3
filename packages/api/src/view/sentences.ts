import { sayDiagnostic, sentence, type Diagnostic, type Params } from "@allotment/model";

/** A diagnostic with what a person reads about it. */
export interface SpokenDiagnostic extends Diagnostic {
  readonly summary: string;
  readonly detail: string;
}

/** A diagnostic with its sentences. */
export function speak(diagnostic: Diagnostic): SpokenDiagnostic {
  return { ...diagnostic, ...sayDiagnostic(diagnostic) };
}

/** A sentence by its key; a value that the sentence names and that is missing must not break the page. */
export function say(key: string, params: Params = {}): string {
  try {
    return sentence(key, params);
  } catch {
    return key;
  }
}
