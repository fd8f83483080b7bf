/** Words that a host wrote without types, and a part of its own that throws, stand for what breaks. */
import { fireEvent, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  ConnectionActions,
  ConnectionGuide,
  ConnectionList,
  ConnectionManager,
  ConnectionProfile,
  FixButton,
  JobHistory,
  RefreshButton,
  RenewButton,
  RevokeButton,
  type Labels,
} from 'connections-kit';
import { en } from 'connections-kit/locales/en';
import { buildDetail } from '../../core/builders';
import { renderScripted } from '../../react/set-up';

const connections = [buildDetail(), buildDetail({ id: 'c2', institution: { id: 'AU2', name: 'Nucleus Bank' } })];
const broken = () => screen.queryByText(en.broken);
const without = (section: 'profile' | 'confirm'): Labels => ({ ...en, [section]: undefined as never });

// React itself writes down what a boundary caught.
beforeEach(() => void (console.error = () => {}));

describe('a widget that breaks', () => {
  const render = () => {
    throw new Error('of the host');
  };
  const ofActive = { connectionId: 'c1', render };
  const ofInvalid = { connectionId: 'c2', render };
  const widgets = {
    ConnectionManager: () => <ConnectionManager render={render} />,
    ConnectionList: () => <ConnectionList render={render} />,
    ConnectionProfile: () => <ConnectionProfile {...ofActive} />,
    ConnectionActions: () => <ConnectionActions {...ofActive} />,
    JobHistory: () => <JobHistory render={render} />,
    ConnectionGuide: () => <ConnectionGuide render={render} />,
    RefreshButton: () => <RefreshButton {...ofActive} />,
    RevokeButton: () => <RevokeButton {...ofActive} />,
    RenewButton: () => <RenewButton {...ofActive} />,
    FixButton: () => <FixButton {...ofInvalid} />,
  };
  it.each(Object.entries(widgets))('leaves the page of the host as it is: %s', async (_name, widget) => {
    const page = (
      <>
        <p>of the host</p>
        {widget()}
        <ConnectionList />
      </>
    );
    await renderScripted(page, { connections: [buildDetail(), buildDetail({ id: 'c2', status: 'invalid' })] });
    expect(broken()).toBeInTheDocument();
    expect(screen.getByText('of the host')).toBeInTheDocument();
  });

  it('costs itself alone, and is drawn again when the person asks', async () => {
    let breaks = true;
    const Mine = () => {
      if (breaks) throw new Error('of the host');
      return <li>a row</li>;
    };
    const onError = vi.fn();
    await renderScripted(
      <>
        <ConnectionList renderItem={() => <Mine />} />
        <ConnectionProfile connectionId="c1" />
      </>,
      { connections: [buildDetail()], provider: { onError } },
    );
    expect(broken()).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'Hooli Bank' })).toBeInTheDocument();
    expect(onError).toHaveBeenCalledWith(new Error('of the host'), expect.stringContaining('ConnectionList'));
    breaks = false;
    fireEvent.click(screen.getByRole('button', { name: en.retry }));
    expect(screen.getByText('a row')).toBeInTheDocument();
    expect(broken()).toBeNull();
  });

  it('is drawn again for another connection', async () => {
    const wrong = buildDetail({ accounts: [null as never] });
    const other = buildDetail({ id: 'c2', institution: { id: 'AU2', name: 'Nucleus Bank' } });
    const { rerender, advance } = await renderScripted(<ConnectionProfile connectionId="c1" />, {
      connections: [wrong, other],
    });
    expect(broken()).toBeInTheDocument();
    rerender(<ConnectionProfile connectionId="c2" />);
    await advance(0);
    expect(broken()).toBeNull();
    expect(screen.getByRole('heading', { name: 'Nucleus Bank' })).toBeInTheDocument();
  });

  it('leaves the list of a manager in use', async () => {
    await renderScripted(<ConnectionManager />, { connections, provider: { labels: without('profile') } });
    expect(broken()).toBeInTheDocument();
    fireEvent.click(screen.getByRole('button', { name: /Nucleus Bank/ }));
    expect(screen.getByRole('button', { name: /Nucleus Bank/ })).toHaveAttribute('aria-current', 'true');
  });

  it('asks the bank for nothing when it is the question before it', async () => {
    const { bank, advance } = await renderScripted(<ConnectionProfile connectionId="c1" />, {
      provider: { labels: without('confirm') },
    });
    fireEvent.click(screen.getByRole('button', { name: en.action.purge }));
    await advance(0);
    expect(broken()).toBeInTheDocument();
    expect(bank.called('purgeConnection')).toEqual([]);
    expect(screen.getByRole('button', { name: en.action.purge })).toBeInTheDocument();
  });
});
