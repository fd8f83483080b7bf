/** For each call of a transport alike: the transports on which that one call has one fault. */
import { createConnectionsError } from '../../../src/core/model/errors';
import { createFailure } from '../../../src/core/model/failure';
import type { Transport } from '../../../src/core/transport';
import { connectionCalls, jobCalls, listCalls } from '../../../src/testing/transport-checks/calls';
import type { SmallTransport } from '../small-bank';
import { first, type BrokenTransport, type SmallBank } from './broken-transport';

type AnyCall = (...values: readonly unknown[]) => Promise<unknown>;

const send = (transport: SmallTransport, name: string, values: readonly unknown[]): Promise<unknown> =>
  (transport[name as keyof Transport] as object as AnyCall)(...values);
const replacing = (name: string, call: AnyCall): Partial<Transport> => ({ [name]: call });

/** What a call names: the first of its arguments, or a field of it. */
function idIn([value]: readonly unknown[]): string {
  return typeof value === 'string' ? value : ((value as { connectionId?: string }).connectionId ?? '');
}

function signalIn(values: readonly unknown[]): AbortSignal | undefined {
  return values.map((value) => (value as { signal?: AbortSignal } | undefined)?.signal).find(Boolean);
}

function withoutSignal(values: readonly unknown[]): readonly unknown[] {
  return values.filter((value) => (value as { signal?: AbortSignal } | undefined)?.signal === undefined);
}

async function isOfFirst(bank: SmallBank, id: string): Promise<boolean> {
  const found = [first(bank).getConnection(id), first(bank).getJob(id)];
  return (await Promise.allSettled(found)).some(({ status }) => status === 'fulfilled');
}

const names = [...connectionCalls, ...jobCalls, ...listCalls].map(({ name }) => name);
const named = [...connectionCalls, ...jobCalls].map(({ name }) => name);
const ofConnection = connectionCalls.map(({ name }) => name);
const commands = ['refreshConnection', 'purgeConnection', 'revokeConnection'];

const unknownIds = named.map((name): BrokenTransport => ({
  fault: `${name}: tells an odd id from an unknown one`,
  check: `${name} › finds nothing under an unknown id`,
  break: (good) =>
    replacing(name, async (...values) => {
      if (idIn(values).includes('/')) throw createConnectionsError('invalid-request');
      return send(good, name, values);
    }),
}));

const foreignWords = named.flatMap((name): readonly BrokenTransport[] => {
  const what = ofConnection.includes(name) ? 'connection' : 'job';
  const check = `${name} › is told no more of another user's ${what} than of one that never was`;
  const saying = (error: () => Error): BrokenTransport['break'] => {
    return (good, bank) =>
      replacing(name, (...values) =>
        send(good, name, values).catch(async (thrown: unknown) => {
          throw (await isOfFirst(bank, idIn(values))) ? error() : thrown;
        }),
      );
  };
  return [
    {
      fault: `${name}: says that what is another user's is forbidden`,
      check,
      break: saying(() => createConnectionsError('forbidden')),
    },
    {
      fault: `${name}: has a reference for what is another user's alone`,
      check,
      break: saying(() => createConnectionsError('not-found', createFailure('not-found', { correlationId: 'r-1' }))),
    },
  ];
});

const foreignConnections = ofConnection.map((name): BrokenTransport => ({
  fault: `${name}: takes another user's connection for one's own`,
  check: `${name} › finds no connection of another user's, and does nothing to it`,
  break: (good, bank) =>
    replacing(name, (...values) => send(good, name, values).catch(() => send(first(bank), name, values))),
}));

const foreignCommands = commands.map((name): BrokenTransport => ({
  fault: `${name}: is executed for another user, and says that there is no such connection`,
  check: `${name} › finds no connection of another user's, and does nothing to it`,
  break: (good, bank) =>
    replacing(name, (...values) =>
      send(good, name, values).catch(async (thrown: unknown) => {
        await send(first(bank), name, values).catch(() => {});
        throw thrown;
      }),
    ),
}));

const foreignJobs = jobCalls.map(({ name }): BrokenTransport => ({
  fault: `${name}: takes another user's job for one's own`,
  check: `${name} › is told no more of another user's job than of one that never was`,
  break: (good, bank) =>
    replacing(name, (...values) =>
      send(good, name, values).catch(async (thrown: unknown) => {
        if (await isOfFirst(bank, idIn(values))) return first(bank).getJob(idIn(values));
        throw thrown;
      }),
    ),
}));

const aborts = names.flatMap((name): readonly BrokenTransport[] => [
  {
    fault: `${name}: answers one who has left already`,
    check: `${name} › is not sent when the signal is aborted already`,
    break: (good) =>
      replacing(name, (...values) => send(good, name, signalIn(values)?.aborted ? withoutSignal(values) : values)),
  },
  {
    fault: `${name}: looks at the signal only when it begins`,
    check: `${name} › ends when the signal is aborted while it is under way`,
    break: (good) =>
      replacing(name, async (...values) => {
        if (signalIn(values)?.aborted) throw createConnectionsError('aborted');
        return send(good, name, withoutSignal(values));
      }),
  },
]);

const sentAfterAll = commands.map((name): BrokenTransport => ({
  fault: `${name}: is executed for one who has left already, and says that it was not`,
  check: `${name} › is not sent when the signal is aborted already`,
  break: (good) =>
    replacing(name, async (...values) => {
      if (signalIn(values)?.aborted) await send(good, name, withoutSignal(values));
      return send(good, name, values);
    }),
}));

export const calls: readonly BrokenTransport[] = [
  ...unknownIds,
  ...foreignWords,
  ...foreignConnections,
  ...foreignCommands,
  ...foreignJobs,
  ...aborts,
  ...sentAfterAll,
];
