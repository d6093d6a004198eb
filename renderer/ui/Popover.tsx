import { Popover as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './classNames.ts';
import styles from './Popover.module.css';

export interface PopoverProps {
  /** A button; takes a ref and spreads its props. */
  readonly trigger: ReactElement;
  /** The accessible name of the panel. */
  readonly label: string;
  readonly children: ReactNode;
  readonly align?: 'start' | 'center' | 'end';
  /** Given together with `onOpenChange` when the owner holds the state. */
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  readonly className?: string;
}

/** A small panel beside its button; Escape and a click outside close it. */
export function Popover({ trigger, label, children, align = 'start', open, onOpenChange, className }: PopoverProps) {
  const state = { ...(open === undefined ? {} : { open }), ...(onOpenChange === undefined ? {} : { onOpenChange }) };
  return (
    <Radix.Root {...state}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          className={classNames(styles.content, className)}
          align={align}
          sideOffset={5}
          collisionPadding={8}
          onOpenAutoFocus={focusPanel}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Puts the focus on what asks for it, else on the panel: on its first button, the button's tooltip would cover it. */
function focusPanel(event: Event): void {
  const panel = event.currentTarget;
  if (!(panel instanceof HTMLElement)) return;
  event.preventDefault();
  (panel.querySelector<HTMLElement>('[data-autofocus="true"]') ?? panel).focus();
}

/** Closes the popover it stands in when pressed; wraps one button. */
export const PopoverClose = Radix.Close;
