import { useId, type ComponentPropsWithoutRef, type ReactNode } from "react";
import { classes, idList } from "./classes.ts";
import { Icon, type IconName } from "./Icon.tsx";

/** `primary`: the page's one action. `plain`: any other. `quiet`: beside something. `danger`: destroys something. */
export type ButtonVariant = "primary" | "plain" | "quiet" | "danger";

type Shared = {
  readonly variant?: ButtonVariant | undefined;
  readonly size?: "normal" | "small" | undefined;
  readonly icon?: IconName | undefined;
  /**
   * Why it cannot be pressed now. The button stays focusable and says so, in words beside it; it neither submits nor
   * navigates. Leave it out when the button can be pressed.
   */
  readonly disabledReason?: string | undefined;
  readonly children: ReactNode;
};

export type ButtonProps = Shared & ComponentPropsWithoutRef<"button">;

export type LinkButtonProps = Shared & { readonly href: string } & Omit<ComponentPropsWithoutRef<"a">, "href">;

function looks({ variant = "plain", size = "normal" }: Pick<Shared, "variant" | "size">, className?: string) {
  return classes("c-button", `c-button--${variant}`, size === "small" && "c-button--small", className);
}

function WithReason({ id, reason, children }: { id: string; reason: string; children: ReactNode }) {
  return (
    <span className="c-button-with-reason">
      {children}
      <span id={id} className="c-button__reason">
        {reason}
      </span>
    </span>
  );
}

/** A button that does something. The type is "button" unless given. */
export function Button({ variant, size, icon, disabledReason, className, children, ...rest }: ButtonProps) {
  const reasonId = useId();
  const inner = (
    <>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </>
  );
  if (disabledReason === undefined) {
    return (
      <button type="button" {...rest} className={looks({ variant, size }, className)}>
        {inner}
      </button>
    );
  }
  const { onClick: _ignored, "aria-describedby": describedBy, ...inert } = rest;
  return (
    <WithReason id={reasonId} reason={disabledReason}>
      <button
        {...inert}
        type="button"
        aria-disabled="true"
        aria-describedby={idList(describedBy, reasonId)}
        className={looks({ variant, size }, className)}
      >
        {inner}
      </button>
    </WithReason>
  );
}

/** A link that looks like a button: for going somewhere, also before scripts have loaded. */
export function LinkButton({
  variant,
  size,
  icon,
  disabledReason,
  className,
  children,
  href,
  ...rest
}: LinkButtonProps) {
  const reasonId = useId();
  const inner = (
    <>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </>
  );
  if (disabledReason === undefined) {
    return (
      <a {...rest} href={href} className={looks({ variant, size }, className)}>
        {inner}
      </a>
    );
  }
  return (
    <WithReason id={reasonId} reason={disabledReason}>
      <a
        role="link"
        tabIndex={0}
        aria-disabled="true"
        aria-describedby={reasonId}
        className={looks({ variant, size }, className)}
      >
        {inner}
      </a>
    </WithReason>
  );
}
