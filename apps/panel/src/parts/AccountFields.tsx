import { passwordLengthMax, passwordLengthMin, usernameLength, usernamePattern } from "@allotment/api/client";
import { TextField } from "@allotment/ui";

/** Words beside the fields of a new account. */
export interface AccountLabels {
  readonly username: string;
  readonly usernameHelp: string;
  readonly name: string;
  readonly nameHelp: string;
  readonly password: string;
  readonly passwordHelp: string;
}

/** Password that is chosen now. */
export function NewPasswordField({ label, help }: { readonly label: string; readonly help: string }) {
  return (
    <TextField
      label={label}
      help={help}
      name="password"
      type="password"
      autoComplete="new-password"
      minLength={passwordLengthMin}
      maxLength={passwordLengthMax}
      required
    />
  );
}

/** User name, name and password of a new account. */
export function AccountFields(props: {
  readonly labels: AccountLabels;
  readonly values: Readonly<Record<string, string>>;
}) {
  const { labels, values } = props;
  return (
    <>
      <TextField
        label={labels.username}
        help={labels.usernameHelp}
        name="username"
        defaultValue={values["username"]}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        minLength={usernameLength.min}
        maxLength={usernameLength.max}
        pattern={usernamePattern.source.replace(/^\^|\$$/g, "").replace("._-]", "._\\-]")}
        required
      />
      <TextField
        label={labels.name}
        help={labels.nameHelp}
        name="name"
        defaultValue={values["name"]}
        autoComplete="name"
        maxLength={80}
        required
      />
      <NewPasswordField label={labels.password} help={labels.passwordHelp} />
    </>
  );
}
