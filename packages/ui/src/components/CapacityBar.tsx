import { classes } from "./classes.ts";
import { Icon } from "./Icon.tsx";

export type CapacityBarProps = {
  /** The dimension: "Memory". */
  readonly label: string;
  /** In use now. All three in the same unit. */
  readonly used: number;
  /** Asked for by what is planned, on top of `used`. */
  readonly reserved?: number | undefined;
  readonly total: number;
  /** The figures in words: "5.5 of 8 GiB, 2 GiB of it reserved". */
  readonly text: string;
  /** Shown when it does not fit: "1.5 GiB too much". */
  readonly overText?: string | undefined;
};

/** Shares of the drawn width in percent. When it does not fit, the width stands for what is asked and a mark shows the limit. */
export function capacityShares(used: number, reserved: number, total: number) {
  const safe = (value: number) => (Number.isFinite(value) && value > 0 ? value : 0);
  const [u, r, t] = [safe(used), safe(reserved), safe(total)];
  const over = u + r > t;
  const whole = Math.max(over ? u + r : t, Number.MIN_VALUE);
  const percent = (value: number) => Math.round((value / whole) * 1000) / 10;
  return { used: percent(u), reserved: percent(r), limit: over ? percent(t) : 100, over };
}

/** What the parts of bars mean; once above several of them. */
export function CapacityLegend(props: { readonly used: string; readonly reserved: string; readonly free: string }) {
  const parts = ["used", "reserved", "free"] as const;
  return (
    <ul className="c-capacity-legend">
      {parts.map((part) => (
        <li key={part}>
          <span className={`c-capacity-legend__key c-capacity-legend__key--${part}`} aria-hidden="true" />
          {props[part]}
        </li>
      ))}
    </ul>
  );
}

/** How much of something is used, reserved and left; says in words when it is too much. */
export function CapacityBar({ label, used, reserved = 0, total, text, overText }: CapacityBarProps) {
  const share = capacityShares(used, reserved, total);
  return (
    <div className={classes("c-capacity", share.over && "c-capacity--over")}>
      <div className="c-capacity__head">
        <span className="c-capacity__label">{label}</span>
        <span className="c-capacity__text">{text}</span>
      </div>
      <svg className="c-capacity__bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect className="c-capacity__total" width="100" height="10" />
        <rect className="c-capacity__used" width={share.used} height="10" />
        <rect className="c-capacity__reserved" x={share.used} width={share.reserved} height="10" />
        {share.over && (
          <line
            className="c-capacity__limit"
            x1={share.limit}
            x2={share.limit}
            y1="0"
            y2="10"
            vectorEffect="non-scaling-stroke"
          />
        )}
      </svg>
      {share.over && overText && (
        <p className="c-capacity__over">
          <Icon name="warning" />
          {overText}
        </p>
      )}
    </div>
  );
}
