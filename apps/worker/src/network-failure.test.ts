import { describe, expect, test } from "vitest";
import { networkSentence } from "./network-failure.ts";

function failure(message: string, code: string): Error {
  return Object.assign(new Error(message), { code });
}

describe("a failure of the network in words", () => {
  test.each([
    ["getaddrinfo ENOTFOUND mail.example", "EDNS", "was not found"],
    ["getaddrinfo EAI_AGAIN mail.example", "EAI_AGAIN", "The DNS did not answer"],
    ["connect ECONNREFUSED 192.0.2.1:25", "ESOCKET", "takes no connection"],
    ["connect EHOSTUNREACH 192.0.2.1:25", "EHOSTUNREACH", "No way leads to mail.example"],
    ["Greeting never received", "ETIMEDOUT", "did not answer in time"],
    ["Connection closed unexpectedly", "ECONNECTION", "ended the connection"],
    ["certificate has expired", "CERT_HAS_EXPIRED", "has expired"],
    ["self-signed certificate", "ESOCKET", "no authority that is trusted"],
    ["Hostname/IP does not match certificate's altnames", "ESOCKET", "is not for mail.example"],
    ["ssl3_get_record:wrong version number", "EPROTO", "does not speak TLS"],
  ])("%s (%s)", (message, code, words) => {
    expect(networkSentence(failure(message, code), "mail.example")).toContain(words);
  });

  test("what is not known is left to its own words", () => {
    expect(networkSentence(failure("Message failed", "EMESSAGE"), "mail.example")).toBeNull();
    expect(networkSentence("ENOTFOUND", "mail.example")).toBeNull();
  });
});
