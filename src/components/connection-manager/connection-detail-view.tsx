'use client';
/** The chosen connection: its head and actions, and beneath them Overview, Accounts and Job history. */
import * as Tabs from '@radix-ui/react-tabs';
import { useState, type ReactNode } from 'react';
import { useConnection } from '../../react/use-connections';
import { useJobs } from '../../react/use-jobs';
import { useDirection, useText } from '../../react/use-text';
import { ConnectionActions } from '../connection-actions';
import { ConnectionGuide } from '../connection-guide';
import { ConnectionHeader, ConnectionOverview, GoneNotice } from '../connection-profile';
import { ChallengeDrafts, createChallengeDrafts, LoadedJobHistory } from '../job-history';
import { ReceiptNotice } from '../receipt';
import { loadOnDemand } from '../load-on-demand';
import { Button } from '../shared/button';
import { prefetch } from '../shared/load-once';
import { Loaded, Skeleton } from '../shared/loaded';
import { withoutAnimation, withoutOutline } from '../shared/radix-styles';

/** The views of a chosen connection, in the order of the tabs; they may stand in an address. */
export type DetailTab = 'overview' | 'accounts' | 'jobs' | 'help';

export interface ConnectionDetailViewProps {
  connectionId: string;
  tab: DetailTab;
  onTabChange(tab: DetailTab): void;
  /** Back to the list, where what is shown does not exist any more. */
  onLeave(): void;
}

export function ConnectionDetailView({ connectionId, tab, onTabChange, onLeave }: ConnectionDetailViewProps) {
  const text = useText();
  const dir = useDirection();
  const { tabs } = text.labels;
  const { connection, gone } = useConnection(connectionId);
  const accounts = connection?.detail?.accounts.length ?? 0;
  const { jobs, load } = useJobs({ connectionId });
  const [drafts] = useState(createChallengeDrafts);
  if (gone) {
    const back = (
      <Button part="leave" icon="back" onClick={onLeave}>
        {text.labels.list.back}
      </Button>
    );
    return (
      <div data-ck="connection-detail" data-gone="">
        <GoneNotice connectionId={connectionId} action={back} />
        <ReceiptNotice connectionId={connectionId} />
      </div>
    );
  }
  return (
    <div data-ck="connection-detail">
      <div data-ck="connection-detail-top">
        <ConnectionHeader connectionId={connectionId} />
        {connection?.status !== 'revoked' && <ConnectionActions connectionId={connectionId} />}
      </div>
      <Tabs.Root data-ck="tabs" dir={dir} value={tab} onValueChange={(value) => onTabChange(value as DetailTab)}>
        <Tabs.List
          data-ck="tabs-list"
          style={withoutOutline}
          aria-label={text.fill(tabs.label, { institution: connection?.institution.name ?? text.labels.bank })}
        >
          <Trigger value="overview">{tabs.overview}</Trigger>
          <Trigger value="accounts">
            {tabs.accounts} {accounts > 0 && <span data-ck="tab-count">{accounts}</span>}
          </Trigger>
          <Trigger value="jobs">
            {tabs.jobs}{' '}
            {jobs.length > 0 && (
              <span data-ck="tab-count">
                {load.status === 'ready' && !load.complete ? `${jobs.length}+` : jobs.length}
              </span>
            )}
          </Trigger>
          <Trigger value="help">{tabs.help}</Trigger>
        </Tabs.List>
        <Panel value="overview">
          <ChallengeDrafts value={drafts}>
            <ConnectionOverview connectionId={connectionId} />
          </ChallengeDrafts>
        </Panel>
        <Panel value="accounts">
          <Loaded load={loadOnDemand} waiting={<Skeleton label={text.labels.accounts.loading} />}>
            {({ AccountList }) => <AccountList connectionId={connectionId} />}
          </Loaded>
        </Panel>
        <Panel value="jobs">
          <LoadedJobHistory connectionId={connectionId} />
        </Panel>
        <Panel value="help">
          <ConnectionGuide />
        </Panel>
      </Tabs.Root>
    </div>
  );
}

/** What stands behind a tab is on its way before it is pressed. */
const prepare = () => prefetch(loadOnDemand);

function Trigger({ value, children }: { value: DetailTab; children: ReactNode }) {
  return (
    <Tabs.Trigger data-ck="tab" value={value} onPointerEnter={prepare} onFocus={prepare}>
      {children}
    </Tabs.Trigger>
  );
}

function Panel({ value, children }: { value: DetailTab; children: ReactNode }) {
  return (
    <Tabs.Content value={value} asChild>
      <div data-ck="tab-panel" style={withoutAnimation}>
        {children}
      </div>
    </Tabs.Content>
  );
}
