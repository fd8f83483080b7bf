'use client';
/** A button is a factory over the hook of its action; the destructive ones ask first. */
import { forwardRef, type ReactNode } from 'react';
import type { ActionName } from '../../core/model/actions';
import type { ConnectionState } from '../../core/model/connection';
import { useAction, useRun } from '../../react/use-action';
import { useConnectionsState } from '../../react/use-connections';
import { useText } from '../../react/use-text';
import { Button, type ButtonProps } from '../shared/button';
import { useDialog } from '../shared/confirm-dialog';
import { Countdown } from '../shared/countdown';
import type { IconName } from '../shared/icon';
import { composeHandlers } from '../shared/part';

export interface ActionButtonProps extends Omit<ButtonProps, 'part' | 'busy' | 'reason' | 'hint' | 'icon'> {
  connectionId: string;
}

interface Definition {
  action: ActionName;
  icon: IconName;
  look?: ButtonProps['look'];
  /** Another action that its dialog may settle on; the button is busy with that one too. */
  variant?: ActionName;
  /** The dialog that stands between the press and the action; without one the press acts. */
  Confirm?: (props: ConfirmProps) => ReactNode;
  /** Shows how long a cool-down lasts; one button of a row does it for the others. */
  countsDown?: boolean;
}

export interface ConfirmProps {
  connection: ConnectionState;
  onClose(): void;
  /** Runs the action that the person settled on. */
  onConfirm(action: ActionName): void;
}

export function createActionButton({
  action,
  variant = action,
  icon,
  look = 'plain',
  Confirm,
  countsDown,
}: Definition) {
  return forwardRef<HTMLButtonElement, ActionButtonProps>(function ActionButton(
    { connectionId, children, onClick, ...props },
    ref,
  ) {
    const text = useText();
    const connection = useConnectionsState((state) => state.byId[connectionId]);
    const { availability, running: runsItself, run } = useAction(connectionId, action);
    const { running: runsVariant } = useAction(connectionId, variant);
    const running = runsItself || runsVariant;
    const runAny = useRun(connectionId);
    const showDialog = useDialog();

    function press(): void {
      if (!Confirm || !connection) return void run();
      showDialog((onClose) => (
        <Confirm connection={connection} onClose={onClose} onConfirm={(confirmed) => void runAny(confirmed)} />
      ));
    }

    const until = countsDown && !running && !availability.available ? availability.until : undefined;
    const label = children ?? text.labels.action[action];
    return (
      <Button
        look={look}
        icon={icon}
        part={`action-${action}`}
        {...props}
        busy={running}
        reason={running ? '' : text.reason(availability, action, connection)}
        hint={until !== undefined && <Countdown aria-hidden until={until} template={text.labels.coolDown} />}
        onClick={composeHandlers(onClick, press)}
        ref={ref}
      >
        {running && connection?.operation ? text.labels.running[connection.operation.kind] : label}
      </Button>
    );
  });
}
