"use server";
import { redirect } from "next/navigation";
import { runAction } from "../server/run-action.ts";

/** Ends the session. */
export async function signOut(): Promise<void> {
  await runAction((caller) => caller.session.delete());
  redirect("/sign-in");
}
