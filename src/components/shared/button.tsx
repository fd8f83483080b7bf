'use client';
/** A button of the kit. One that cannot be used now stays focusable and says why. */
import { forwardRef, useId, type MouseEvent, type ReactNode } from 'react';
import { Icon, type IconName } from './icon';
import { Part, type PartProps } from './part';
import { Reason } from './reason';

export interface ButtonProps extends PartProps<'button'> {
  part?: string | undefined;
  look?: 'primary' | 'plain' | 'danger' | 'link' | undefined;
  icon?: IconName | undefined;
  /** In flight: keeps its focus, takes no press. */
  busy?: boolean | undefined;
  /** Why it cannot be used now. */
  reason?: string | undefined;
  /** Stands below it for all to see. */
  hint?: ReactNode;
}

export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { part = 'button', look = 'plain', icon, busy = false, reason = '', hint, onClick, children, ...props },
  ref,
) {
  const reasonId = useId();
  const blocked = busy || reason !== '';
  const described = [props['aria-describedby'], reason === '' ? undefined : reasonId].filter(Boolean).join(' ');
  return (
    <span data-ck="button-slot">
      <Part
        as="button"
        type="button"
        part={part}
        state={{ look, busy, blocked }}
        {...props}
        aria-disabled={blocked || undefined}
        aria-describedby={described || undefined}
        onClick={(event: MouseEvent<HTMLButtonElement>) => {
          if (blocked) event.preventDefault();
          else onClick?.(event);
        }}
        ref={ref}
      >
        {icon && <Icon name={busy ? 'sync' : icon} spinning={busy} />}
        {children}
      </Part>
      {hint}
      {reason !== '' && <Reason id={reasonId}>{reason}</Reason>}
    </span>
  );
});
