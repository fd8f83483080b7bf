/**
 * Every exported component is a part: it takes a class, a ref and another element in the place of its own.
 * They are found in the public entry; one that needs more than ids to be rendered gets it in `given`.
 */
import { createRef, type ComponentType, type ReactElement, type ReactNode } from 'react';
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as kit from 'connections-kit';
import { createConnectionsError, type Transport } from 'connections-kit/core';
import { en } from 'connections-kit/locales/en';
import { createFakeEnvironment } from 'connections-kit/testing';
import { renderWithConnections, type RenderedWithConnections } from 'connections-kit/testing/react';
import { createSandboxTransport } from 'connections-kit/transports/sandbox';
import { buildJob } from '../core/builders';

type Props = Readonly<Record<string, unknown>>;
interface Given {
  /** Where the component shows anything at all; Hooli Bank when absent. */
  institution?: string;
  /** Beside `connectionId`, `accountId`, `jobId` and `job`, which all get. */
  props?: Props;
  /** Around it, where it cannot stand alone. */
  within?(part: ReactElement, connectionId: string): ReactElement;
  /** In the place of the sandbox; where it lists the connections itself, the component is rendered without an id. */
  transport?: Partial<Transport>;
  /** What has to happen before there is anything to see. */
  happens?(rendered: RenderedWithConnections): Promise<unknown>;
}

/** The button of an open dialog comes last. */
const press = (name: string) => fireEvent.click(screen.getAllByRole('button', { name }).at(-1) as HTMLElement);
const withinTopics = (part: ReactElement) => <kit.ConnectionGuideTopics>{part}</kit.ConnectionGuideTopics>;
const withinList = (part: ReactElement) => (
  <kit.ConnectionListRoot onConnect={() => {}}>
    <kit.ConnectionListSelect />
    {part}
  </kit.ConnectionListRoot>
);
const withinHistory = (part: ReactElement) => <kit.JobHistoryRoot>{part}</kit.JobHistoryRoot>;
/** Beside the button of an action, which is pressed and confirmed. */
const after = (Button: typeof kit.PurgeButton, label: string): Given => ({
  within: (part, connectionId) => (
    <>
      <Button connectionId={connectionId} />
      {part}
    </>
  ),
  async happens({ advance }) {
    press(label);
    press(label);
    await advance(10_000);
  },
});
const afterPurge = after(kit.PurgeButton, en.action.purge);

const given: Readonly<Record<string, Given>> = {
  ConnectionGuideAction: { props: { action: 'purge' }, within: withinTopics },
  ConnectionGuideTopic: { props: { value: 'one', icon: 'info', title: 'One' }, within: withinTopics },
  ConnectionListBulk: {
    async happens() {
      press(en.list.select);
      await screen.findByRole('group', { name: en.list.bulk });
    },
  },
  ConnectionListEmpty: { transport: { listConnections: async () => ({ items: [] }) } },
  ConnectionListFilter: { props: { filter: 'active' } },
  ConnectionListMore: { transport: { listConnections: async () => ({ items: [], nextCursor: 'more' }) } },
  ConnectionListNotice: { transport: { listConnections: () => Promise.reject(createConnectionsError('provider')) } },
  ConnectionListSkeleton: { transport: { listConnections: () => new Promise(() => {}) } },
  FailureText: { props: { failure: { code: 'network', actor: 'wait', retryable: true } } },
  FixButton: { institution: 'Endframe Mutual' },
  FreshnessNotice: { happens: ({ advance }) => advance(11 * 60_000) },
  InstitutionHealthNotice: { institution: 'Raviga Savings' },
  InterruptedNotice: { institution: 'Yao Net Bank', ...after(kit.PurgeAndRefreshButton, en.action.purgeAndRefresh) },
  JobHistoryOlder: { transport: { listJobs: async () => ({ items: [buildJob({})], nextCursor: 'more' }) } },
  JobHistoryStep: { props: { step: { title: 'verify-credentials', status: 'running' } } },
  LiveJob: { institution: 'Keenan Bank' },
  LostNotice: { institution: 'Anton Server Credit Union', ...afterPurge },
  MaskedField: { props: { field: 'names' } },
  Notice: { props: { tone: 'info' } },
  OutcomeNotice: afterPurge,
  PageNotice: { happens: async ({ environment }) => act(() => environment.setOnline(false)) },
  ReceiptButton: afterPurge,
  ReceiptNotice: afterPurge,
  StatusNotice: { institution: 'Gilfoyle Mutual' },
  StatusBadge: { props: { status: 'active' } },
};

/** What has no element of its own that a host could want to change, and why. */
const noParts: Readonly<Record<string, string>> = {
  ConnectionsProvider: 'the root: it takes a class and a style, and must stay the element that dialogs live in',
  Part: 'makes parts; test/components/shared/part.test.tsx',
  ChallengeDrafts: 'a context',
  ConfirmLevelProvider: 'a context',
};

const components = Object.entries(kit as unknown as Readonly<Record<string, ComponentType<Props>>>).filter(
  ([name]) => /^[A-Z]/.test(name) && !(name in noParts),
);

/** Ids go to every component; one that takes none hands them to its element, of which React complains. */
beforeEach(() => {
  const complain = console.error;
  vi.spyOn(console, 'error').mockImplementation((message: unknown, ...others: unknown[]) => {
    if (!String(message).includes('React does not recognize the')) complain(message, ...others);
  });
});
afterEach(() => vi.restoreAllMocks());

describe.each(components)('%s', (name, Component) => {
  const { institution = 'Hooli Bank', props, transport, happens, within = withinOf(name) } = given[name] ?? {};

  async function renderPart(more: Props) {
    const environment = createFakeEnvironment();
    const sandbox = createSandboxTransport({ clock: environment.clock });
    const part = (ids: Props, connectionId = '') =>
      within(<Component {...ids} {...props} {...more} className="mine" data-mine="yes" />, connectionId);
    const rendered = await renderWithConnections(
      transport?.listConnections ? part({}) : <AtBank name={institution}>{part}</AtBank>,
      { environment, transport: { ...sandbox, ...transport } },
    );
    await rendered.advance(2_000);
    await happens?.(rendered);
    return document.querySelector('[data-ck].mine');
  }

  it('takes a class and other attributes of the host, and hands its element to a ref', async () => {
    const ref = createRef<Element>();
    const element = await renderPart({ ref });
    expect(element, `nothing of ${name} was rendered; say in "given" what it needs`).not.toBeNull();
    expect(element).toHaveAttribute('data-mine', 'yes');
    expect(ref.current).toBe(element);
  });

  it('stands in another element of the host', async () => {
    const element = await renderPart({ render: (all: Props) => <mark {...all} /> });
    expect(element?.tagName).toBe('MARK');
  });
});

describe('what is listed as no part', () => {
  it.each(Object.keys(noParts))('is exported: %s', (name) => {
    expect(kit).toHaveProperty(name);
  });
});

function withinOf(name: string): NonNullable<Given['within']> {
  if (name.startsWith('ConnectionList')) return withinList;
  return name.startsWith('JobHistory') ? withinHistory : (part) => part;
}

interface AtBankProps {
  name: string;
  children(ids: Props, connectionId: string): ReactNode;
}

function AtBank({ name, children }: AtBankProps) {
  const { ids } = kit.useConnections();
  const id = kit.useConnectionsState(({ byId }) => ids.find((one) => byId[one]?.institution.name === name)) ?? '';
  const { connection } = kit.useConnection(id);
  const { jobs } = kit.useJobs({ connectionId: id });
  if (id === '') return null;
  const accountId = connection?.detail?.accounts[0]?.id;
  return children({ connectionId: id, accountId, jobId: jobs[0]?.id, job: jobs[0] }, id);
}
