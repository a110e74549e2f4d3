import common from "../../messages/en/common.json" with { type: "json" };
import signIn from "../../messages/en/sign-in.json" with { type: "json" };

/** All English texts by area, one file each. */
export const english = { common, signIn };

/** The shape of the texts: other languages have the same keys. */
export type Texts = typeof english;
