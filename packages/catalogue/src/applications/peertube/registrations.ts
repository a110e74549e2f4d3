import type { Options } from "./options.ts";

/** The two settings behind the one choice of who may join. */
export interface RegistrationSettings {
  /** `signup.enabled` */
  readonly signupEnabled: boolean;
  /** `signup.requires_approval` */
  readonly signupApproval: boolean;
}

/** How PeerTube is told who may join. While sign-up is closed, approval stays at its upstream default, on. */
export function registrationSettings(choice: Options["registrations"]): RegistrationSettings {
  return { signupEnabled: choice !== "closed", signupApproval: choice !== "open" };
}
