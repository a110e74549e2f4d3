"use server";
import type { ErrandView, Problem } from "@allotment/api";
import { redirect } from "next/navigation";
import { field, refused, type FormState } from "../../../parts/form-state.ts";
import { runAction } from "../../../server/run-action.ts";
import { addMachine } from "./add-machine.ts";
import { declaringAddress } from "./address.ts";

/** What comes back when adding a machine was refused. */
const declaredFields = [
  "environmentName",
  "acmeEmail",
  "closedNetwork",
  "adminKeys",
  "preset",
  "module",
  "system",
  "cpuCores",
  "memoryMiB",
  "diskGiB",
];

/** Asks a machine for its key. */
export async function scanMachine(_before: FormState, form: FormData): Promise<FormState> {
  const result = await runAction((caller) =>
    caller.errand.scanMachine({
      ...environmentOf(form),
      machine: field(form, "machine"),
      address: field(form, "address").trim(),
      port: Number(field(form, "port")),
    }),
  );
  if (!result.ok) {
    return refused(result.problem, form, ["environment", "machine", "address", "port", "user"]);
  }
  redirect(declaringAddress({ ...placeOf(form), scan: result.value.errandId }));
}

/** Asks the same machine once more. */
export async function scanAgain(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const result = await runAction(async (caller) => {
    const { machine } = await caller.errand.get({ errandId: field(form, "scan") });
    return caller.errand.scanMachine({ ...environmentOf(form), ...asked(machine) });
  });
  if (!result.ok) return result.problem;
  redirect(declaringAddress({ ...placeOf(form), scan: result.value.errandId }));
}

/** The key was compared by a person: the worker may log in, to that key only. */
export async function testMachine(_before: Problem | null, form: FormData): Promise<Problem | null> {
  const scan = field(form, "scan");
  const result = await runAction(async (caller) => {
    const { machine, key } = await caller.errand.get({ errandId: scan });
    return caller.errand.testMachine({
      ...environmentOf(form),
      ...asked(machine),
      user: field(form, "user"),
      hostPublicKey: key?.hostPublicKey ?? "",
    });
  });
  if (!result.ok) return result.problem;
  redirect(declaringAddress({ ...placeOf(form), scan, test: result.value.errandId }));
}

/** Adds the machine that was tested to its environment, which is made first where it is a new one. */
export async function declareMachine(_before: FormState, form: FormData): Promise<FormState> {
  const result = await runAction(async (caller) => {
    const { machine } = await caller.errand.get({ errandId: field(form, "test") });
    return addMachine(caller, machine, form);
  });
  if (!result.ok) return refused(result.problem, form, declaredFields);
  redirect("/first-day#machines");
}

function placeOf(form: FormData) {
  return { environment: field(form, "environment"), user: field(form, "user") };
}

// A new environment is made with its first machine, not before.
function environmentOf(form: FormData) {
  const environmentId = field(form, "environment");
  return environmentId === "" ? {} : { environmentId };
}

// What is no errand of a machine is refused by the API as input that it is not.
function asked(machine: ErrandView["machine"]) {
  const { machine: name, address, port } = machine ?? { machine: "", address: "", port: 0 };
  return { machine: name, address, port };
}
