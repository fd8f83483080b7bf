'use client';
/** A button is a factory over the hook of its action; the destructive ones ask first. */
import { useId, useState } from 'react';
import type { ActionName } from '../../core/model/actions';
import type { ConnectionState } from '../../core/model/connection';
import { useAction, useRun, type UseAction } from '../../react/use-action';
import { selectConnection, useConnectionsState } from '../../react/use-connections';
import { useText } from '../../react/use-text';
import { loadOnDemand } from '../load-on-demand';
import { Button, type ButtonProps } from '../shared/button';
import { Countdown } from '../shared/countdown';
import type { IconName } from '../shared/icon';
import { composeHandlers } from '../shared/part';
import { useDialog } from '../shared/use-dialog';
import { useLoadedPress } from '../shared/use-loaded-press';
import { forwardWidgetRef } from '../shared/widget-boundary';
import { ActionOutcome } from './action-outcome';
import type * as confirmations from './confirmations';
import { useConfirmLevel, type ConfirmLevel } from './confirm-level';

/**
 * Those of a `<button>`. Children stand in the place of its word; your `onClick` runs first, and `preventDefault()` there
 * keeps it from acting. Whether it can be used, and why not, is its own to say.
 */
export interface ActionButtonProps extends Omit<ButtonProps, 'part' | 'busy' | 'reason' | 'hint' | 'icon'> {
  connectionId: string;
}

/** Of a button that asks before it deletes data or ends a link. */
export interface DestructiveButtonProps extends ActionButtonProps {
  /** What its dialog asks for before it acts; as `ConfirmLevelProvider` around it says when absent. */
  confirm?: ConfirmLevel | undefined;
}

interface Definition {
  action: ActionName;
  icon: IconName;
  look?: ButtonProps['look'];
  /** Another action that its dialog may settle on; the button is busy with that one too. */
  variant?: ActionName;
  /** The dialog that stands between the press and the action, by its name; without one the press acts. */
  confirmation?: keyof typeof confirmations;
  /** Shows how long a cool-down lasts; one button of a row does it for the others. */
  countsDown?: boolean;
}

export interface ConfirmProps {
  connection: ConnectionState;
  level: ConfirmLevel;
  onClose(): void;
  /** Runs the action that the person settled on. */
  onConfirm(action: ActionName): void;
}

export function createActionButton({
  action,
  variant = action,
  icon,
  look: usualLook = 'plain',
  confirmation,
  countsDown,
}: Definition) {
  return forwardWidgetRef<HTMLButtonElement, DestructiveButtonProps>(function ActionButton(
    { connectionId, confirm, look = usualLook, children, onClick, onFocus, onPointerEnter, ...props },
    ref,
  ) {
    const text = useText();
    const connection = useConnectionsState((state) => selectConnection(state, connectionId));
    const { availability, running: runsItself } = useAction(connectionId, action);
    const { running: runsVariant } = useAction(connectionId, variant);
    const running = runsItself || runsVariant;
    const run = useRun(connectionId);
    const level = useConfirmLevel(confirm);
    const showDialog = useDialog();
    const [ended, setEnded] = useState<UseAction['result']>();
    const outcomeId = useId();
    const confirming = useLoadedPress(loadOnDemand, ask);

    async function act(settledOn: ActionName): Promise<void> {
      setEnded(undefined);
      setEnded(await run(settledOn));
    }

    function ask(onDemand: Awaited<ReturnType<typeof loadOnDemand>>): void {
      if (!confirmation || !connection) return;
      const Confirm = onDemand[confirmation];
      showDialog((onClose) => (
        <Confirm connection={connection} level={level} onClose={onClose} onConfirm={(chosen) => void act(chosen)} />
      ));
    }

    const press = confirmation ? confirming.press : () => void act(action);
    const prepare = confirmation ? confirming.prepare : () => {};
    const until = countsDown && !running && !availability.available ? availability.until : undefined;
    const label = children ?? text.labels.action[action];
    const isOver = ended !== undefined && ended.outcome !== 'succeeded';
    return (
      <>
        <Button
          icon={icon}
          part={`action-${action}`}
          aria-describedby={isOver || confirming.failed ? outcomeId : undefined}
          {...props}
          look={look}
          busy={running || confirming.loading}
          reason={running ? '' : text.reason(availability, action, connection)}
          hint={until !== undefined && <Countdown aria-hidden until={until} template={text.labels.coolDown} />}
          onClick={composeHandlers(onClick, press)}
          onFocus={composeHandlers(onFocus, prepare)}
          onPointerEnter={composeHandlers(onPointerEnter, prepare)}
          ref={ref}
        >
          {running && connection?.operation ? text.labels.running[connection.operation.kind] : label}
        </Button>
        {confirming.failed && (
          <span data-ck="action-failed" id={outcomeId} role="alert">
            {text.labels.failure.network}
          </span>
        )}
        {isOver && !confirming.failed && <ActionOutcome id={outcomeId} connectionId={connectionId} result={ended} />}
      </>
    );
  });
}
