import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  AccountList,
  ConnectionHeader,
  ConnectionNotices,
  ConnectionOverview,
  ConnectionProfile,
  MaskedField,
  PurgeButton,
} from 'connections-kit';
import { en } from 'connections-kit/locales/en';
import { at, buildDetail, buildJob, start } from '../../core/builders';
import { renderScripted } from '../../react/set-up';

const overview = <ConnectionOverview connectionId="c1" />;
const alertText = (words: string) => screen.getByText(words);

describe('a detail that cannot be loaded', () => {
  it('says that the connection does not exist', async () => {
    await renderScripted(<ConnectionProfile connectionId="gone" />);
    expect(alertText('This connection no longer exists')).toBeInTheDocument();
    expect(screen.queryByRole('heading', { name: 'Profile' })).toBeNull();
  });

  it('is asked for again on request', async () => {
    const { advance } = await renderScripted(overview, { prepare: (bank) => bank.fail('getConnection', 'timeout') });
    expect(alertText('This connection could not be loaded')).toBeInTheDocument();
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await advance(0);
    expect(screen.getByText('G••• B•••')).toBeInTheDocument();
    expect(screen.queryByText('This connection could not be loaded')).toBeNull();
  });

  it('leaves what is known of it on screen', async () => {
    const { bank, client } = await renderScripted(overview);
    bank.fail('getConnection', 'timeout');
    await act(() => client.loadConnection('c1'));
    expect(alertText('This connection could not be loaded')).toBeInTheDocument();
    expect(screen.getByText('G••• B•••')).toBeInTheDocument();
  });
});

describe('the profile', () => {
  it('says that it loads, in place of an empty one', async () => {
    const { client } = await renderScripted(overview, { prepare: (bank) => void bank.hold('getConnection') });
    await act(() => client.load());
    expect(screen.getByRole('status', { name: 'Loading the profile' })).toBeInTheDocument();
  });

  it('says that none is shared', async () => {
    const { profile: _profile, ...withoutProfile } = buildDetail();
    await renderScripted(overview, { connections: [withoutProfile] });
    expect(screen.getByText('Hooli Bank has shared no profile.')).toBeInTheDocument();
  });

  it('is not there once the link has ended', async () => {
    await renderScripted(overview, { connections: [buildDetail({ status: 'revoked' })] });
    expect(screen.queryByRole('heading', { name: 'Profile' })).toBeNull();
    expect(screen.getByText('Sharing has stopped.')).toBeInTheDocument();
  });
});

describe('a masked field', () => {
  const field = (name: 'fullName' | 'phoneNumbers' | 'emailAddresses') => (
    <>
      <dl>
        <MaskedField connectionId="c1" field={name} />
      </dl>
      <PurgeButton connectionId="c1" />
    </>
  );

  it.each([
    ['absent', {}],
    ['an empty list', { phoneNumbers: [] }],
  ])('that is %s says that it is not shared', async (_name, profile) => {
    const { client } = await renderScripted(field('phoneNumbers'), { connections: [buildDetail({ profile })] });
    await act(() => client.loadConnection('c1'));
    expect(screen.getByText('Not shared')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Reveal Phone' })).toBeNull();
  });

  it('shows each value, also the same twice', async () => {
    const profile = { phoneNumbers: ['••• 991', '••• 991'] };
    const { client } = await renderScripted(field('phoneNumbers'), { connections: [buildDetail({ profile })] });
    await act(() => client.loadConnection('c1'));
    expect(screen.getAllByText('••• 991')).toHaveLength(2);
  });

  it('offers no reveal where this user may not', async () => {
    const { client } = await renderScripted(field('fullName'), {
      prepare: (bank) => void (bank.description = { can: ['refresh'], revokeData: 'kept' }),
    });
    await act(async () => void (await Promise.all([client.load(), client.loadConnection('c1')])));
    expect(screen.getByText('G••• B•••')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Reveal Full name' })).toBeNull();
  });

  it('counts down to the second at which it is hidden again', async () => {
    const { client, advance } = await renderScripted(field('fullName'));
    await act(() => client.loadConnection('c1'));
    fireEvent.click(screen.getByRole('button', { name: 'Reveal Full name' }));
    await advance(0);
    expect(screen.getByText('Gavin Belson')).toBeInTheDocument();
    expect(screen.getByText('Hidden again in 30 seconds')).toBeInTheDocument();
    await advance(29_000);
    expect(screen.getByText('Hidden again in 1 second')).toBeInTheDocument();
    await advance(1_000);
    expect(screen.queryByText('Gavin Belson')).toBeNull();
    expect(screen.getByRole('button', { name: 'Reveal Full name' })).toBeInTheDocument();
  });

  it('says why it cannot be revealed', async () => {
    const { bank, client, advance } = await renderScripted(field('fullName'));
    await act(() => client.loadConnection('c1'));
    bank.fail('revealProfile', 'step-up-required');
    fireEvent.click(screen.getByRole('button', { name: 'Reveal Full name' }));
    await advance(0);
    expect(screen.getByText('Confirm that it is you before this is done.')).toBeInTheDocument();
    expect(screen.getByText('G••• B•••')).toBeInTheDocument();
  });
});

describe('what is said aloud of a revealed value', () => {
  const status = () => document.querySelector('[data-ck="masked-field"] dd > [role="status"]');

  async function revealName() {
    const rendered = await renderScripted(
      <dl>
        <MaskedField connectionId="c1" field="fullName" />
      </dl>,
    );
    await act(() => rendered.client.loadConnection('c1'));
    const said: string[] = [];
    new MutationObserver(() => said.push(status()?.textContent ?? '')).observe(status() as Element, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    fireEvent.click(screen.getByRole('button', { name: 'Reveal Full name' }));
    await rendered.advance(0);
    return { ...rendered, said };
  }

  it('is that it is shown, that it will be hidden soon, and that it was: each once, and never the value', async () => {
    const { said, advance } = await revealName();
    for (let second = 0; second < 31; second += 1) await advance(1_000);
    expect(said).toEqual([
      'Full name is shown for 30 seconds',
      'Full name is hidden again in 20 seconds',
      'Full name is hidden again',
    ]);
  });

  it('is nothing when the person hides it', async () => {
    const { advance } = await revealName();
    fireEvent.click(screen.getByRole('button', { name: 'Hide Full name' }));
    await advance(40_000);
    expect(status()).toBeEmptyDOMElement();
  });

  it('begins anew when it is shown longer', async () => {
    const { advance, bank } = await revealName();
    await advance(25_000);
    fireEvent.click(screen.getByRole('button', { name: 'Show longer: Full name' }));
    await advance(1_000);
    expect(screen.getByText('Hidden again in 29 seconds')).toBeInTheDocument();
    expect(status()).toHaveTextContent('Full name is shown for 30 seconds');
    await advance(28_000);
    expect(screen.getByText('Gavin Belson')).toBeInTheDocument();
    await advance(1_000);
    expect(screen.queryByText('Gavin Belson')).toBeNull();
    expect(bank.called('revealProfile'), 'nothing more was asked').toHaveLength(1);
  });

  it('the focus on the button that goes is handed to the one that stays', async () => {
    const { advance } = await revealName();
    screen.getByRole('button', { name: 'Show longer: Full name' }).focus();
    await advance(30_000);
    expect(screen.getByRole('button', { name: 'Reveal Full name' })).toHaveFocus();
  });
});

describe('copying a field', () => {
  const copied = vi.fn<(text: string) => Promise<void>>();
  beforeEach(() => {
    copied.mockReset().mockResolvedValue();
    vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { clipboard: { writeText: copied } }));
  });
  afterEach(() => vi.unstubAllGlobals());

  const copy = async (field: string) => {
    fireEvent.click(screen.getByRole('button', { name: `Copy ${field}` }));
    await act(async () => {});
  };

  async function renderField(field: 'fullName' | 'phoneNumbers', profile = buildDetail().profile ?? {}) {
    const rendered = await renderScripted(
      <dl>
        <MaskedField connectionId="c1" field={field} />
      </dl>,
      { connections: [buildDetail({ profile })] },
    );
    await act(() => rendered.client.loadConnection('c1'));
    return rendered;
  }

  const reveal = async (field: string, advance: (milliseconds: number) => Promise<void>) => {
    fireEvent.click(screen.getByRole('button', { name: `Reveal ${field}` }));
    await advance(0);
  };

  it('takes what is revealed, and is offered no longer than it is', async () => {
    const { advance } = await renderField('fullName');
    expect(screen.queryByRole('button', { name: /^Copy/ }), 'a mask is of no use elsewhere').toBeNull();
    await reveal('Full name', advance);
    await copy('Full name');
    expect(copied.mock.calls).toEqual([['Gavin Belson']]);
    screen.getByRole('button', { name: 'Copied' }).focus();
    await advance(30_000);
    expect(screen.queryByRole('button', { name: /^Cop/ })).toBeNull();
    expect(screen.getByRole('button', { name: 'Reveal Full name' })).toHaveFocus();
  });

  it('takes each of several values, one a line', async () => {
    const { bank, advance } = await renderField('phoneNumbers', { phoneNumbers: ['••• 991', '••• 073'] });
    vi.spyOn(bank.transport, 'revealProfile').mockResolvedValue(['0491 570 991', '0491 570 073']);
    await reveal('Phone', advance);
    await copy('Phone');
    expect(copied).toHaveBeenCalledWith('0491 570 991\n0491 570 073');
  });

  it('says that it could not, where the page may not', async () => {
    const { advance } = await renderField('fullName');
    copied.mockRejectedValue(new DOMException('no', 'NotAllowedError'));
    await reveal('Full name', advance);
    await copy('Full name');
    expect(screen.getByText(en.copyFailed)).toHaveAttribute('role', 'status');
  });
});

describe('facts', () => {
  const expiresAt = at(30 * 86_400);

  it('tell until when access was given', async () => {
    await renderScripted(overview, { connections: [buildDetail({ expiresAt })] });
    expect(screen.getByText('Access until')).toBeInTheDocument();
  });

  it('promise no access where it was revoked', async () => {
    await renderScripted(overview, { connections: [buildDetail({ expiresAt, status: 'revoked', revokedAt: start })] });
    expect(screen.getByText('Revoked')).toBeInTheDocument();
    expect(screen.queryByText('Access until')).toBeNull();
  });
});

describe('the head of a connection', () => {
  it.each([
    ['whose access ends late', 30 * 86_400, 'success'],
    ['whose access ends soon', 5 * 86_400, 'warning'],
  ])('%s gives its status the tone of the row in the list', async (_name, seconds, tone) => {
    await renderScripted(<ConnectionHeader connectionId="c1" />, {
      connections: [buildDetail({ expiresAt: at(seconds) })],
    });
    expect(screen.getByText('Active')).toHaveAttribute('data-tone', tone);
  });
});

describe('notices', () => {
  const notices = <ConnectionNotices connectionId="c1" />;

  it('offer the refresh alone when the purge was done and the refresh after it failed', async () => {
    const { bank, client, advance } = await renderScripted(notices);
    bank.fail('refreshConnection', 'provider');
    await act(async () => void (await client.run('c1', 'purgeAndRefresh')));
    const region = within(screen.getByRole('status'));
    expect(region.getByText('The data was deleted, but the refresh after it failed.')).toBeInTheDocument();
    fireEvent.click(region.getByRole('button', { name: 'Refresh' }));
    await advance(0);
    expect(bank.called('purgeConnection')).toHaveLength(1);
    expect(bank.called('refreshConnection')).toHaveLength(2);
  });

  it('quote the job that failed, for support', async () => {
    const failure = { code: 'connector-error', actor: 'support', retryable: true } as const;
    await renderScripted(notices, {
      prepare: (bank) => void bank.jobs.set('job-7', buildJob({ id: 'job-7', status: 'failed', failure })),
    });
    expect(screen.getByText('Reference job-7')).toBeInTheDocument();
  });

  it('show the provider’s own word for a status that nobody knows', async () => {
    await renderScripted(notices, { connections: [buildDetail({ status: 'unknown', rawStatus: 'under-review' })] });
    expect(screen.getByText('under-review')).toBeInTheDocument();
  });

  it('say that the data was deleted, and when', async () => {
    const { client, advance } = await renderScripted(notices);
    await act(async () => void (await client.run('c1', 'purge')));
    await advance(3 * 60_000);
    expect(screen.getByRole('status')).toHaveTextContent('The data of Hooli Bank was deleted 3 minutes ago.');
  });

  it.each(['degraded', 'outage', 'maintenance'] as const)('tell that the bank has a %s', async (health) => {
    const institution = { id: 'AU1', name: 'Hooli Bank', health };
    await renderScripted(notices, { connections: [buildDetail({ institution })] });
    expect(screen.getByText(/^Hooli Bank is /)).toBeInTheDocument();
  });

  it('are silent where all is well', async () => {
    await renderScripted(notices, { connections: [buildDetail({ lastSyncedAt: at(-60) })] });
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
  });
});

describe('accounts', () => {
  it('show money as money, and what is not shared as such', async () => {
    await renderScripted(<AccountList connectionId="c1" />, {
      connections: [
        buildDetail({
          accounts: [
            {
              id: 'a1',
              name: 'Everyday',
              type: 'savings',
              number: '••• 991',
              balance: '1234.5',
              currency: 'AUD',
              available: true,
            },
            { id: 'a2', name: 'Home Loan', available: false },
          ],
        }),
      ],
    });
    const [everyday, loan] = screen.getAllByRole('listitem');
    expect(everyday).toHaveTextContent('A$1,234.50');
    expect(everyday).toHaveTextContent('Savings · ••• 991');
    expect(loan).toHaveTextContent('Not shared');
    expect(screen.getByText('Not shared')).toHaveAttribute('data-ck', 'absent');
    expect(loan).toHaveTextContent('No longer shared by your bank');
  });

  it('that are many are shown ten at first, and all on request', async () => {
    const accounts = Array.from({ length: 24 }, (_, index) => ({ id: `a${index}`, name: 'Everyday', available: true }));
    await renderScripted(<AccountList connectionId="c1" />, { connections: [buildDetail({ accounts })] });
    expect(screen.getAllByRole('listitem')).toHaveLength(10);
    const more = screen.getByRole('button', { name: 'Show all 24 accounts' });
    more.focus();
    fireEvent.click(more);
    expect(screen.getAllByRole('listitem')).toHaveLength(24);
    expect(more).toHaveFocus();
    expect(more).toHaveAttribute('aria-expanded', 'true');
    fireEvent.click(screen.getByRole('button', { name: 'Show fewer' }));
    expect(screen.getAllByRole('listitem')).toHaveLength(10);
  });

  it('are not cut for the sake of one', async () => {
    const accounts = ['a', 'b', 'c'].map((id) => ({ id, name: 'Everyday', available: true }));
    await renderScripted(<AccountList connectionId="c1" limit={2} />, { connections: [buildDetail({ accounts })] });
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
  });

  it('that the bank shares no longer say how old their amount is', async () => {
    const account = { id: 'a1', name: 'Loan', balance: '10', updatedAt: start };
    await renderScripted(<AccountList connectionId="c1" />, {
      connections: [
        buildDetail({
          accounts: [
            { ...account, available: false },
            { ...account, id: 'a2', available: true },
          ],
        }),
      ],
    });
    const [gone, shared] = screen.getAllByRole('listitem');
    expect(gone).toHaveTextContent('As of Nov 22, 2026');
    expect(shared).not.toHaveTextContent('As of');
  });

  it('say that there are none', async () => {
    await renderScripted(<AccountList connectionId="c1" />, { connections: [buildDetail({ accounts: [] })] });
    expect(screen.getByText('No accounts are stored for this connection.')).toBeInTheDocument();
  });
});
