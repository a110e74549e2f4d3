import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";

/** One line per test; below it what the test has to say, after a failure its errors, and the reason of a skipped one. */
export default class CompactReporter implements Reporter {
  onTestEnd(test: TestCase, result: TestResult): void {
    const title = test.titlePath().slice(2).join(" › ");
    if (result.status === "skipped") return console.log(`skipped ${title}: ${reasonOf(test)}`);
    const seconds = (result.duration / 1000).toFixed(1);
    console.log(`${test.outcome() === "expected" ? "ok     " : "FAILED "} ${title} ${seconds} s`);
    for (const { type, description } of test.annotations)
      if (description) console.log(`        ${type}: ${description}`);
    if (test.outcome() === "expected") return;
    for (const error of result.errors) console.log(indent(error.stack ?? error.message ?? String(error.value)));
    for (const { name, path } of result.attachments) if (path) console.log(`        ${name}: ${path}`);
  }

  onError(error: { message?: string; stack?: string }): void {
    console.log(indent(error.stack ?? error.message ?? "an error without words"));
  }

  printsToStdio(): boolean {
    return true;
  }
}

function reasonOf(test: TestCase): string {
  const skip = test.annotations.find((annotation) => ["skip", "fixme"].includes(annotation.type));
  return skip?.description ?? "no reason was given";
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, "        ");
}
