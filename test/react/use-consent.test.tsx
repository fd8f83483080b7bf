import { act } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { useConsent } from 'connections-kit';
import { createProbe, renderScripted } from './set-up';

it('hands the way to the consent page over to the host', async () => {
  const probe = createProbe(useConsent);
  const onConsent = vi.fn();
  const { bank } = await renderScripted(probe.element, { provider: { onConsent } });
  await act(() => probe.current()({ purpose: 'reauthorize', connectionId: 'c1' }));
  expect(onConsent).toHaveBeenCalledExactlyOnceWith({ type: 'redirect', url: 'https://consent.example/home' });
  expect(bank.called('startConsent')).toMatchObject([{ subject: { purpose: 'reauthorize', connectionId: 'c1' } }]);
});

it('rejects when the consent cannot be begun, and hands over nothing', async () => {
  const probe = createProbe(useConsent);
  const onConsent = vi.fn();
  const { bank } = await renderScripted(probe.element, { provider: { onConsent } });
  bank.fail('startConsent', 'not-supported');
  await expect(probe.current()({ purpose: 'connect' })).rejects.toMatchObject({ code: 'not-supported' });
  expect(onConsent).not.toHaveBeenCalled();
});
