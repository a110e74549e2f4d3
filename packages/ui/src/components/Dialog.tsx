"use client";

import { useId, useRef, type ReactNode } from "react";
import { Button, type ButtonVariant } from "./Button.tsx";

export type DialogProps = {
  /** On the button that opens it. */
  readonly openLabel: string;
  readonly openVariant?: ButtonVariant | undefined;
  /** Why it cannot be opened now. */
  readonly disabledReason?: string | undefined;
  /** The question. */
  readonly title: string;
  /** What will happen and what cannot be undone. */
  readonly children: ReactNode;
  /** On the button that closes it without doing anything; it has the focus when the dialog opens. */
  readonly cancelLabel: string;
  /** The button or form that does it. */
  readonly action: ReactNode;
};

/**
 * A button and the native dialog it opens, for confirmations. The invoker attributes open it in browsers that know them
 * even before scripts have loaded; the click handler does it in all others.
 */
export function Dialog(props: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const dialogId = useId();
  const invoker = { commandfor: dialogId, command: "show-modal" };
  const closer = { commandfor: dialogId, command: "close" };
  return (
    <>
      <Button
        variant={props.openVariant}
        disabledReason={props.disabledReason}
        {...(props.disabledReason === undefined ? invoker : {})}
        onClick={() => !dialog.current?.open && dialog.current?.showModal()}
      >
        {props.openLabel}
      </Button>
      <dialog ref={dialog} id={dialogId} className="c-dialog" aria-labelledby={titleId}>
        <div className="c-dialog__inner">
          <h2 id={titleId}>{props.title}</h2>
          <div>{props.children}</div>
          <div className="c-dialog__actions">
            <Button {...closer} autoFocus onClick={() => dialog.current?.close()}>
              {props.cancelLabel}
            </Button>
            {props.action}
          </div>
        </div>
      </dialog>
    </>
  );
}
