import { describe, expect, test } from "vitest";
import { z, type ZodType } from "zod";
import { mailAddress, webhookAddress, webhookSecret } from "../contact/inputs.ts";
import { machineAddress } from "../errand/inputs.ts";
import { speak } from "../view/sentences.ts";
import { inputDiagnostics } from "./input-diagnostics.ts";

/** What a person reads about an input. */
function said(schema: ZodType, input: unknown): readonly string[] {
  const { error } = schema.safeParse(input);
  if (error === undefined) throw new Error("it was taken");
  return inputDiagnostics(error).map((one) => {
    const { summary, detail } = speak(one);
    return `${summary} ${detail}`;
  });
}

describe("what people read about an input", () => {
  test("a machine's host name where its address belongs", () => {
    expect(said(machineAddress, { machine: "amber", address: "amber.example.org" })).toEqual([
      expect.stringMatching(/^The address is not an IP address\..+a host name will not do\.$/),
    ]);
  });

  test.each(["http://127.0.0.1:9999/hook", "hook", "https://me:secret@example.org/"])("a webhook at %s", (address) => {
    expect(said(z.object({ address: webhookAddress }), { address })).toEqual([
      expect.stringMatching(/begin with https:\/\/.+public internet/),
    ]);
  });

  test("a webhook's secret and a mail address name their form", () => {
    expect(said(z.object({ secret: webhookSecret }), { secret: "abc" })).toEqual([
      expect.stringMatching(/^The secret .+whsec_/),
    ]);
    expect(said(z.object({ to: mailAddress }), { to: "cara" })).toEqual([
      "The recipient is not a mail address. Write it like name@example.org.",
    ]);
  });

  test("numbers are too small, texts too short, lists too few, and a kind is said in words", () => {
    const schema = z.object({ port: z.int().min(1), note: z.string().min(3), list: z.array(z.string()).min(1) });
    expect(said(schema, { port: 0, note: "a", list: [] })).toEqual([
      "The port is too small. At least 1.",
      "note is too short. At least 3 characters.",
      "list has too few entries. At least 1.",
    ]);
    expect(said(z.object({ port: z.number() }), { port: "many" })[0]).toContain("The port has to be a number.");
    expect(said(z.enum(["a", "b"]), "c")[0]).toContain("Choose one of: a, b.");
  });
});
