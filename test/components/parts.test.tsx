/**
 * Every exported component is a part: it takes a class, a ref and another element in the place of its own.
 * They are found in the public entry; one that needs more than ids to be rendered gets it in `given`.
 */
import { createRef, type ComponentType, type ReactElement, type ReactNode } from 'react';
import { fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as kit from 'connections-kit';
import { createConnectionsError, type Transport } from 'connections-kit/core';
import { en } from 'connections-kit/locales/en';
import { createFakeEnvironment } from 'connections-kit/testing';
import { renderWithConnections } from 'connections-kit/testing/react';
import { createSandboxTransport } from 'connections-kit/transports/sandbox';

type Props = Readonly<Record<string, unknown>>;
interface Given {
  /** Where the component shows anything at all; Hooli Bank when absent. */
  institution?: string;
  /** Beside `connectionId`, `jobId` and `job`, which all get. */
  props?: Props;
  /** Around it, where it cannot stand alone. */
  within?(part: ReactElement): ReactElement;
  /** How the sandbox lists the connections; the component is rendered without an id then. */
  listConnections?: Transport['listConnections'];
  /** A button that brings it about, and the group that is there once all of it was loaded. */
  press?: { button: string; group: string };
}

const withinTopics = (part: ReactElement) => <kit.ConnectionGuideTopics>{part}</kit.ConnectionGuideTopics>;
const withinList = (part: ReactElement) => (
  <kit.ConnectionListRoot onConnect={() => {}}>
    <kit.ConnectionListSelect />
    {part}
  </kit.ConnectionListRoot>
);

const given: Readonly<Record<string, Given>> = {
  ConnectionGuideAction: { props: { action: 'purge' }, within: withinTopics },
  ConnectionGuideTopic: { props: { value: 'one', icon: 'info', title: 'One' }, within: withinTopics },
  ConnectionListBulk: { press: { button: 'Select', group: en.list.bulk } },
  ConnectionListEmpty: { listConnections: async () => ({ items: [] }) },
  ConnectionListFilter: { props: { filter: 'active' } },
  ConnectionListMore: { listConnections: async () => ({ items: [], nextCursor: 'more' }) },
  ConnectionListNotice: { listConnections: () => Promise.reject(createConnectionsError('provider')) },
  ConnectionListSkeleton: { listConnections: () => new Promise(() => {}) },
  FixButton: { institution: 'Endframe Mutual' },
  JobHistoryStep: { props: { step: { title: 'verify-credentials', status: 'running' } } },
  LiveJob: { institution: 'Keenan Bank' },
  MaskedField: { props: { field: 'names' } },
  StatusBadge: { props: { status: 'active' } },
};

/** What has no element of its own that a host could want to change, and why. */
const noParts: Readonly<Record<string, string>> = {
  ConnectionsProvider: 'the root: it takes a class and a style, and must stay the element that dialogs live in',
  Part: 'makes parts; test/components/shared/part.test.tsx',
  ChallengeDrafts: 'a context',
  GoneNotice: 'a notice, whose element is not its own',
  JobHistoryItem: 'lives in the accordion of the history; to be a part of its own',
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
  const { institution = 'Hooli Bank', props, listConnections, press } = given[name] ?? {};
  const { within = name.startsWith('ConnectionList') ? withinList : (part: ReactElement) => part } = given[name] ?? {};

  async function renderPart(more: Props) {
    const environment = createFakeEnvironment();
    const sandbox = createSandboxTransport({ clock: environment.clock });
    const part = (ids: Props) => within(<Component {...ids} {...props} {...more} className="mine" data-mine="yes" />);
    const rendered = await renderWithConnections(
      listConnections ? part({}) : <AtBank name={institution}>{part}</AtBank>,
      { environment, transport: { ...sandbox, ...(listConnections && { listConnections }) } },
    );
    await rendered.advance(2_000);
    if (press) {
      fireEvent.click(screen.getByRole('button', { name: press.button }));
      await screen.findByRole('group', { name: press.group });
    }
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

function AtBank({ name, children }: { name: string; children(ids: Props): ReactNode }) {
  const { ids } = kit.useConnections();
  const connectionId = kit.useConnectionsState(({ byId }) => ids.find((id) => byId[id]?.institution.name === name));
  const { jobs } = kit.useJobs({ connectionId: connectionId ?? '' });
  return connectionId === undefined ? null : children({ connectionId, jobId: jobs[0]?.id, job: jobs[0] });
}
