import { openText } from "../notifications/surroundings.ts";
import { check, checked } from "./checks.ts";
import type { Handler } from "./handler.ts";
import { sendOne } from "./mail-test.ts";
import { ErrandTrouble } from "./handler.ts";

/** Sends one mail by the relay of the installation and says what it answered. */
export const relayTest: Handler<"relay-test"> = async ({ input: { to } }, { store, actor, keys, signal }) => {
  const relay = await store.contacts.openRelay(actor);
  if (relay === null) throw new ErrandTrouble("gone");
  const password = await openText({ keys }, relay.ciphertext);
  if (relay.hasPassword && password === null) return checked([check("offer-secret", "wrong")]);
  return checked(await sendOne({ ...relay, password }, { to, from: relay.sender }, signal));
};
