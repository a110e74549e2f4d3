import { Badge } from "./Status.tsx";
import type { IconName } from "./Icon.tsx";
import type { Tone } from "./tone.ts";

/** What a change does when it is installed, from nothing to what cannot be undone. */
export type Effect = "none" | "seconds" | "reload" | "restart" | "rebuild" | "stop" | "new-machine" | "irreversible";

const looks: Readonly<Record<Effect, { tone: Tone; icon: IconName }>> = {
  none: { tone: "neutral", icon: "dot" },
  seconds: { tone: "neutral", icon: "clock" },
  reload: { tone: "info", icon: "reload" },
  restart: { tone: "warning", icon: "reload" },
  rebuild: { tone: "warning", icon: "resource" },
  stop: { tone: "warning", icon: "blocked" },
  "new-machine": { tone: "warning", icon: "machine" },
  irreversible: { tone: "danger", icon: "lock" },
};

/** The effect of a change as a badge. `label` is the effect in words, from the message files. */
export function EffectBadge({ effect, label }: { readonly effect: Effect; readonly label: string }) {
  const look = looks[effect];
  return (
    <Badge tone={look.tone} icon={look.icon}>
      {label}
    </Badge>
  );
}
