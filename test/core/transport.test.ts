import { describe, expect, it } from 'vitest';
import { createConnectionsError } from '../../src/core/model/errors';
import { capabilitiesOf, readDescription, type Capability, type Transport } from '../../src/core/transport';

const never = () => Promise.reject(createConnectionsError('not-supported'));
const smallest: Transport = { listConnections: never, getConnection: never, getJob: never };

describe('the capabilities of a transport', () => {
  it('are none where it has only what every transport must have', () => {
    expect(capabilitiesOf(smallest)).toEqual([]);
  });

  it('follow its methods one by one', () => {
    const methods = {
      refresh: { refreshConnection: never },
      purge: { purgeConnection: never },
      revoke: { revokeConnection: never },
      listJobs: { listJobs: never },
      reveal: { revealProfile: never },
      answerChallenge: { answerChallenge: never },
      consent: { startConsent: never },
      watch: { watch: async function* () {} },
    } satisfies Record<Capability, Partial<Transport>>;
    for (const [capability, method] of Object.entries(methods))
      expect(capabilitiesOf({ ...smallest, ...method })).toEqual([capability]);
  });
});

describe('the description of a transport', () => {
  const transport: Transport = { ...smallest, refreshConnection: never, purgeConnection: never };

  it('is what its methods say where it does not describe itself', async () => {
    expect(await readDescription(transport)).toEqual({ can: ['refresh', 'purge'], revokeData: 'unknown' });
  });

  it('is its own word, but never more than its methods', async () => {
    const describe = async () => ({ can: ['refresh', 'revoke'], denied: ['purge'], revokeData: 'deleted' }) as const;
    expect(await readDescription({ ...transport, describe })).toEqual({
      can: ['refresh'],
      denied: ['purge'],
      revokeData: 'deleted',
    });
  });

  it('passes the signal on and lets an error through', async () => {
    const { signal } = new AbortController();
    let given: unknown;
    const describe: Transport['describe'] = (options) => {
      given = options?.signal;
      return Promise.reject(createConnectionsError('unauthorized'));
    };
    await expect(readDescription({ ...transport, describe }, { signal })).rejects.toMatchObject({
      code: 'unauthorized',
    });
    expect(given).toBe(signal);
  });
});
