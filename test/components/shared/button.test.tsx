import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { ConnectionList, FixButton, RevokeButton } from 'connections-kit';
import { Button } from '../../../src/components/shared/button';
import { buildDetail } from '../../core/builders';
import { renderScripted } from '../../react/set-up';

const button = () => screen.getByRole('button', { name: 'Refresh' });

describe.each([
  ['a reason', { reason: 'You are offline.' }],
  ['work in flight', { busy: true }],
])('a button with %s', (_name, props) => {
  it('stays focusable, and takes no press', () => {
    const onClick = vi.fn();
    render(
      <Button {...props} onClick={onClick}>
        Refresh
      </Button>,
    );
    button().focus();
    expect(button()).toHaveFocus();
    expect(button()).toHaveAttribute('aria-disabled', 'true');
    expect(button()).not.toHaveAttribute('disabled');
    fireEvent.click(button());
    expect(onClick).not.toHaveBeenCalled();
  });

  it('sends no form', () => {
    const onSubmit = vi.fn();
    render(
      <form onSubmit={onSubmit}>
        <Button {...props} type="submit">
          Refresh
        </Button>
      </form>,
    );
    fireEvent.click(button());
    expect(onSubmit).not.toHaveBeenCalled();
  });
});

it('says why it cannot be used, beside what the host says of it', () => {
  render(
    <>
      <Button reason="You are offline." aria-describedby="hint">
        Refresh
      </Button>
      <p id="hint">Takes a minute.</p>
    </>,
  );
  expect(button()).toHaveAccessibleDescription('Takes a minute. You are offline.');
});

it('that can be used says nothing more, sends no form by itself, and takes the press', () => {
  const onClick = vi.fn();
  render(<Button onClick={onClick}>Refresh</Button>);
  expect(button()).not.toHaveAttribute('aria-disabled');
  expect(button()).not.toHaveAttribute('aria-describedby');
  expect(button()).toHaveAttribute('type', 'button');
  fireEvent.click(button());
  expect(onClick).toHaveBeenCalledTimes(1);
});

it('looks as it does usually where its look is undefined', async () => {
  const page = (
    <>
      <ConnectionList />
      <RevokeButton connectionId="c1" look={undefined} />
      <FixButton connectionId="c2" look={undefined} />
    </>
  );
  await renderScripted(page, { connections: [buildDetail(), buildDetail({ id: 'c2', status: 'invalid' })] });
  expect(document.querySelector('[data-ck="action-revoke"]')).toHaveAttribute('data-look', 'danger');
  expect([...document.querySelectorAll('[data-ck="action-fix"]')].at(-1)).toHaveAttribute('data-look', 'primary');
});
