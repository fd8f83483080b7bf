import { describe, expect, it } from 'vitest';
import { refusalOf, setUpScenario } from './set-up';

describe('a key of a command', () => {
  it('cannot be that of another command', async () => {
    const { transport, id, read } = await setUpScenario('happy');
    await transport.purgeConnection(id, { idempotencyKey: 'k1' });
    expect(await refusalOf(transport.revokeConnection(id, { idempotencyKey: 'k1' }))).toMatchObject({
      code: 'conflict',
    });
    expect(await read()).toMatchObject({ status: 'active' });
  });
});
