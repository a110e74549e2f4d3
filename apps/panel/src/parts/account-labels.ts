import { passwordLengthMin } from "@allotment/api/client";
import { texts } from "../texts/texts.ts";
import type { AccountLabels } from "./AccountFields.tsx";

/** Words beside the fields of a new account. */
export function accountLabels(): AccountLabels {
  const t = texts("account");
  return {
    username: t("username"),
    usernameHelp: t("usernameHelp"),
    name: t("name"),
    nameHelp: t("nameHelp"),
    password: t("password"),
    passwordHelp: t("passwordHelp", { count: passwordLengthMin }),
  };
}
