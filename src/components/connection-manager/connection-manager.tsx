'use client';
import { useEffect, useRef } from 'react';
import { selectConnection, useConnections, useConnectionsState } from '../../react/use-connections';
import { useSignedOut } from '../../react/use-session';
import { useText } from '../../react/use-text';
import { ConfirmLevelProvider, useConfirmLevel, type ConfirmLevel } from '../connection-actions';
import { ConnectionList } from '../connection-list';
import { Button } from '../shared/button';
import { PageNotice } from '../shared/page-notice';
import { Part, type PartProps } from '../shared/part';
import { useControllable } from '../shared/use-controllable';
import { forwardWidgetRef, WidgetBoundary } from '../shared/widget-boundary';
import { ConnectionDetailView, type DetailTab } from './connection-detail-view';

/**
 * What is chosen can be the host's (an address, for instance): give the value and its callback together. What is not given is
 * held here.
 */
export interface ConnectionManagerProps extends PartProps<'div'> {
  /** The chosen connection; null for none: then a wide place shows the first one. Held here when absent. */
  connectionId?: string | null | undefined;
  /** Called when the person chooses one, and with null when they go back to the list. */
  onConnectionIdChange?: ((connectionId: string | null) => void) | undefined;
  /** The tab of the connection that is shown. Held here when absent, and `overview` at first. */
  tab?: DetailTab | undefined;
  onTabChange?: ((tab: DetailTab) => void) | undefined;
  /** Offers to link a bank, and is called at a press. */
  onConnect?: (() => void) | undefined;
  /**
   * What the dialogs of the destructive buttons inside ask for before they act; as `ConfirmLevelProvider` around it says when
   * absent.
   */
  confirm?: ConfirmLevel | undefined;
}

/**
 * The whole page in one: the list of connections and, beside or behind it by the width of its place, the one that was chosen,
 * with the tabs overview, accounts, jobs and help. Loads the list, and of the connection that is shown its detail and its
 * newest jobs.
 */
export const ConnectionManager = forwardWidgetRef<HTMLDivElement, ConnectionManagerProps>(function ConnectionManager(
  { connectionId, onConnectionIdChange, tab, onTabChange, onConnect, confirm, ...props },
  ref,
) {
  const { labels } = useText();
  const { ids } = useConnections();
  const [chosen, choose] = useControllable(connectionId, onConnectionIdChange, null);
  const [shownTab, showTab] = useControllable(tab, onTabChange, 'overview');
  const level = useConfirmLevel(confirm);
  const signedOut = useSignedOut();
  const first = chosen ?? ids[0];
  const isKnown = useConnectionsState((state) => first !== undefined && selectConnection(state, first) !== undefined);
  // After a log-out nothing is known of what was chosen, and nothing is asked.
  const shown = signedOut && !isKnown ? undefined : first;
  const list = useRef<HTMLElement>(null);
  const back = useRef<HTMLButtonElement>(null);
  const before = useRef(chosen);

  /** Where the list gives way to the detail, the focus goes along, and back to the row it came from. */
  useEffect(() => {
    const previous = before.current;
    before.current = chosen;
    if (previous === chosen) return;
    if (chosen !== null && isShown(back.current)) back.current?.focus();
    const row = previous === null ? null : list.current?.querySelector(`[data-connection="${CSS.escape(previous)}"]`);
    if (chosen === null && row instanceof HTMLElement) row.focus();
  }, [chosen]);

  return (
    <ConfirmLevelProvider value={level}>
      <Part part="connection-manager" state={{ view: chosen === null ? 'list' : 'detail' }} {...props} ref={ref}>
        <PageNotice whole />
        <div data-ck="connection-manager-panes">
          <ConnectionList selectedId={shown} onSelect={choose} onConnect={onConnect} ref={list} />
          <div data-ck="connection-manager-detail">
            <div data-ck="connection-manager-back">
              <Button part="back" look="link" icon="back" ref={back} onClick={() => choose(null)}>
                {labels.list.back}
              </Button>
            </div>
            {shown !== undefined && (
              <WidgetBoundary of={shown}>
                <ConnectionDetailView
                  key={shown}
                  connectionId={shown}
                  tab={shownTab}
                  onTabChange={showTab}
                  onLeave={() => choose(null)}
                />
              </WidgetBoundary>
            )}
          </div>
        </div>
      </Part>
    </ConfirmLevelProvider>
  );
});

function isShown(element: HTMLElement | null): boolean {
  return element !== null && element.getClientRects().length > 0;
}
