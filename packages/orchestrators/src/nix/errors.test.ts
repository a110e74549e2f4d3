import { describe, expect, it } from "vitest";
import { sampleDescription } from "@allotment/engine/testing";
import { explainNixError, fieldOfNixError } from "./errors.ts";
import { nixFailure } from "./failure.ts";
import { parseNixLine } from "./messages.ts";

/** Lines as Nix 2.26.3 writes them with `--log-format internal-json`. */
const recorded = {
  unknownOption: String.raw`@nix {"action":"msg","column":null,"file":null,"level":0,"line":null,"msg":"\u001b[31;1merror:\u001b[0m …","raw_msg":"The option ${"`"}services.hello.greting' does not exist. Definition values:\n- In ${"`"}/tree/nix/applications/hello/default.nix': \"Hi\"\n\nDid you mean ${"`"}services.hello.greeting'?"}`,
  wrongType: String.raw`@nix {"action":"msg","level":0,"msg":"…","raw_msg":"A definition for option ${"`"}services.hello.port' is not of type ${"`"}16 bit unsigned integer; between 0 and 65535 (both inclusive)'. Definition values:\n- In ${"`"}/tree/nix/applications/hello/default.nix': \"eighty\""}`,
  conflict: String.raw`@nix {"action":"msg","level":0,"msg":"…","raw_msg":"The option ${"`"}networking.hostName' has conflicting definition values:\n- In ${"`"}/a.nix': \"birch\"\n- In ${"`"}/b.nix': \"cedar\""}`,
  assertion: String.raw`@nix {"action":"msg","level":0,"msg":"…","raw_msg":"\u001b[35;1m\nFailed assertions:\n- instances.left.options.greeting must not be empty\n- and a second one\u001b[0m"}`,
  syntax: String.raw`@nix {"action":"msg","level":0,"msg":"…","raw_msg":"syntax error, unexpected '}', expecting ';'"}`,
};

function causeOf(line: string): string {
  const message = parseNixLine(line);
  if (message?.kind !== "message") throw new Error("this line should be a message");
  return message.cause;
}

describe("Nix's own log format", () => {
  it("is read line by line, and other lines are left out", () => {
    expect(parseNixLine('@nix {"action":"start","id":7,"level":3,"parent":0,"text":"building x","type":105}')).toEqual({
      kind: "start",
      id: 7,
      type: 105,
      text: "building x",
    });
    expect(parseNixLine('@nix {"action":"result","fields":[3,12,1,0],"id":7,"type":105}')).toEqual({
      kind: "progress",
      id: 7,
      done: 3,
      expected: 12,
    });
    expect(parseNixLine('@nix {"action":"result","fields":["hello"],"id":7,"type":101}')).toMatchObject({
      kind: "build-log",
      line: "hello",
    });
    expect(parseNixLine('@nix {"action":"stop","id":7}')).toEqual({ kind: "stop", id: 7 });
    for (const line of ["warning: something", "@nix not json", "@nix 7", '@nix {"action":"new"}', ""]) {
      expect(parseNixLine(line)).toBeUndefined();
    }
  });
});

describe("errors of Nix", () => {
  it.each([
    [recorded.unknownOption, "unknown-option", "services.hello.greting", ""],
    [
      recorded.wrongType,
      "wrong-type",
      "services.hello.port",
      "16 bit unsigned integer; between 0 and 65535 (both inclusive)",
    ],
    [recorded.conflict, "conflicting-values", "networking.hostName", ""],
    [recorded.syntax, "syntax", null, "syntax error, unexpected '}', expecting ';'"],
  ])("are told apart, with the option (%#)", (line, kind, option, text) => {
    expect(explainNixError(causeOf(line))).toMatchObject({ kind, option, text });
  });

  it("name the files in which an option is set", () => {
    expect(explainNixError(causeOf(recorded.conflict)).files).toEqual(["/a.nix", "/b.nix"]);
  });

  it("lead to the instance whose application owns the option", () => {
    expect(fieldOfNixError(explainNixError(causeOf(recorded.unknownOption)), sampleDescription())).toBe(
      "applications.left",
    );
  });

  it("lead to the field that an assertion names", () => {
    expect(nixFailure(causeOf(recorded.assertion), sampleDescription())).toMatchObject({
      code: "evaluation-failed-assertion",
      params: { field: "applications.left.options.greeting" },
      retryable: false,
    });
  });

  it("are kept as they are when they are of no known kind", () => {
    expect(explainNixError("error: the moon is full")).toMatchObject({ kind: "thrown", text: "the moon is full" });
  });
});
