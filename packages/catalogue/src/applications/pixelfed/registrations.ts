import type { Options } from "./options.ts";

/** The two variables behind the one choice of who may join. */
export interface RegistrationSettings {
  /** `OPEN_REGISTRATION` */
  readonly openRegistration: boolean;
  /** `INSTANCE_CUR_REG` */
  readonly curatedRegistration: boolean;
}

/**
 * How Pixelfed is told who may join. Applications (curated registration) work only while open registration is off:
 * the same three states as on Pixelfed's own administration page (AdminSettingsController, `regs`).
 */
export function registrationSettings(choice: Options["registrations"]): RegistrationSettings {
  return { openRegistration: choice === "open", curatedRegistration: choice === "approval" };
}
