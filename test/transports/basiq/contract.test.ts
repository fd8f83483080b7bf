import { describe, expect, it } from 'vitest';
import { describeTransport, sandboxSecrets } from '../../../src/testing';
import { startSandbox, users } from './sandbox-server';

describe('the Basiq transport on the sandbox bank, over a socket', () => {
  describeTransport({ describe, it, expect }, async () => {
    const { basiq, clock, sandbox, close } = await startSandbox();
    return {
      transport: basiq.transport,
      advance: clock.advance,
      users,
      close,
      secrets: (userId) => sandboxSecrets(sandbox.bank, userId),
    };
  });
});
