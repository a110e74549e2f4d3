import type { HealthPurpose, Params } from "@allotment/model";
import type { Instant } from "./common.ts";

/** What each kind of check keeps of its last look. Never a secret; text from elsewhere is cut. */
export interface CheckFacts {
  /** Subject: a machine. */
  readonly machine: MachineSeen;
  /** Subject: an instance. */
  readonly health: HealthSeen;
  /** Subject: an instance. */
  readonly nodeinfo: NodeInfoSeen;
  readonly dns: Readonly<Record<string, unknown>>;
  /** Subject: an instance. */
  readonly settings: SettingsSeen;
}

/** A machine as it was seen last. What it did not say is null. */
export interface MachineSeen {
  /** Looks in a row without an answer; 0 when it answered. The rest is then what was seen before. */
  readonly missed: number;
  /** When it last answered; null for never. */
  readonly answeredAt: Instant | null;
  /** What runs, and what the last run left there. */
  readonly running: SystemSeen;
  readonly recorded: SystemSeen;
  /** Whether what runs is something else than what was installed. */
  readonly drifted: boolean;
  readonly bootId: string | null;
  readonly upSeconds: number | null;
  /** Whether it would come up with another kernel than it runs. */
  readonly restartDue: boolean | null;
  /** Services that have failed. */
  readonly failedUnits: readonly string[];
  readonly disk: RoomSeen | null;
  /** Where the Nix store is; the same as `disk` where it is no file system of its own. */
  readonly store: RoomSeen | null;
  readonly memory: RoomSeen | null;
}

/** A system on a machine. */
export interface SystemSeen {
  /** Number of the system profile's generation. */
  readonly generation: number | null;
  /** Store path. */
  readonly system: string | null;
}

/** Room, how much there is and how much is left. */
export interface RoomSeen {
  readonly sizeMiB: number;
  readonly freeMiB: number;
}

/** An instance as it was seen last. */
export interface HealthSeen {
  /** One for each purpose that is looked at, in the order of the description. */
  readonly purposes: readonly PurposeSeen[];
  readonly certificates: readonly CertificateSeen[];
  /** When the programs on its machines were asked last; null for never. */
  readonly probedAt: Instant | null;
}

/** One purpose of an instance. */
export interface PurposeSeen {
  readonly purpose: HealthPurpose;
  readonly outcome: "ok" | "wrong" | "unknown";
  /** What was seen: a sentence at `health.seen.<code>` with these values. */
  readonly code: string;
  readonly params: Params;
  /** URL that was asked, or the machine whose program was. */
  readonly where: string;
  readonly at: Instant;
}

/** The certificate that visitors of a host are shown. */
export interface CertificateSeen {
  readonly host: string;
  readonly endsAt: Instant | null;
  /** Why browsers would refuse it, as a code of Node's; null when they would not. */
  readonly distrust: string | null;
}

/** What an instance holds of the settings that were deployed to it. */
export interface SettingsSeen {
  /** Whether it could say so. */
  readonly answered: boolean;
  /** When it said so; null for never. */
  readonly answeredAt: Instant | null;
  /** Options that hold something else there, by name. */
  readonly changed: readonly ChangedInside[];
}

/** An option that holds another value inside its application. Values are those of options; null where one is left out. */
export interface ChangedInside {
  readonly option: string;
  readonly here: unknown;
  readonly inside: unknown;
  /** Whether that is a value of the option, so that it can be kept; else only its beginning is here. */
  readonly fits: boolean;
  /** When it was seen first. */
  readonly since: Instant;
}

/** What an instance says of itself. */
export interface NodeInfoSeen {
  readonly software: string;
  readonly version: string;
  readonly openRegistrations: boolean | null;
  /** What was read, by name of the metric; what it did not say is missing. */
  readonly figures: Readonly<Record<string, number>>;
}
