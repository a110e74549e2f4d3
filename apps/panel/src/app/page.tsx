import { redirect } from "next/navigation";
import { requireSession } from "../server/caller.ts";

/** The first page: providers see what needs a hand, operators their communities. */
export default async function Home(): Promise<never> {
  const session = await requireSession();
  redirect(session.user.role === "provider" ? "/fleet" : "/deployments");
}
