"use server";
import type { Caller, Problem } from "@allotment/api";
import { redirect } from "next/navigation";
import { field } from "../../parts/form-state.ts";
import { runAction } from "../../server/run-action.ts";

/** Has the worker test something that is declared, and shows what it finds. */
export async function testDeclared(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const result = await runAction((caller) => ask(caller, form));
  if (!result.ok) return result.problem;
  redirect(`/tests/${encodeURIComponent(result.value.errandId)}`);
}

function ask(caller: Caller, form: FormData) {
  const declared = { environmentId: field(form, "environmentId"), offer: field(form, "offer") };
  const type = field(form, "type");
  switch (type) {
    case "machine":
      return askForMachine(caller, declared);
    case "dns-record":
      return caller.errand.testDns(declared);
    case "smtp":
      return caller.errand.testMail({
        ...declared,
        to: field(form, "to").trim(),
        senderDomain: field(form, "senderDomain").trim().toLowerCase(),
      });
    default:
      return caller.errand.testStorage({ ...declared, type: type === "s3-bucket" ? type : "backup-repository" });
  }
}

async function askForMachine(caller: Caller, declared: { readonly environmentId: string; readonly offer: string }) {
  const { environmentId, offer: machine } = declared;
  const { document } = await caller.environment.get({ environmentId });
  const offer = document.offers.machine[machine];
  return caller.errand.testMachine({
    environmentId,
    machine,
    address: offer?.ipv4 ?? offer?.ipv6 ?? "",
    port: offer?.ssh?.port ?? 22,
    user: offer?.ssh?.user ?? "root",
    hostPublicKey: offer?.hostPublicKey ?? "",
  });
}
