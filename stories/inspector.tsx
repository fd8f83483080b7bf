/** What a client tells of itself, drawn on a time line: one lane per connection, and one for the client. For stories only. */
import { useMemo, useState, useSyncExternalStore } from 'react';
import { useConnectionsState } from 'connections-kit';
import type { ClientEvent } from 'connections-kit/core';
import './inspector.css';

export interface RecordedEvent {
  number: number;
  /** Milliseconds since 1970. */
  at: number;
  event: ClientEvent;
}

export interface Recorder {
  record(event: ClientEvent): void;
  /** The last 200. */
  events(): readonly RecordedEvent[];
  subscribe(listener: () => void): () => void;
}

const most = 200;

export function createRecorder(now: () => number): Recorder {
  const listeners = new Set<() => void>();
  let events: readonly RecordedEvent[] = [];
  let count = 0;
  return {
    record(event) {
      events = [...events, { number: ++count, at: now(), event }].slice(-most);
      for (const listener of listeners) listener();
    },
    events: () => events,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

const groups = {
  Actions: ['action-requested', 'action-settled'],
  Jobs: ['job-changed'],
  Status: ['status-changed', 'profile-revealed'],
  Polls: ['poll-sent'],
  'Push and tabs': ['push-opened', 'push-lost', 'leader-gained', 'leader-lost', 'signed-out'],
} as const satisfies Readonly<Record<string, readonly ClientEvent['type'][]>>;

type Group = keyof typeof groups;
const groupNames = Object.keys(groups) as readonly Group[];

export function Inspector({ recorder }: { recorder: Recorder }) {
  const live = useSyncExternalStore(recorder.subscribe, recorder.events);
  const [paused, setPaused] = useState<readonly RecordedEvent[]>();
  const [hidden, setHidden] = useState<ReadonlySet<Group>>(new Set());
  const all = paused ?? live;
  const shown = useMemo(() => all.filter(({ event }) => !hidden.has(groupOf(event))), [all, hidden]);

  function toggle(group: Group): void {
    const next = new Set(hidden);
    if (!next.delete(group)) next.add(group);
    setHidden(next);
  }

  return (
    <section className="inspector" aria-label="Inspector">
      <div className="inspector-controls">
        <button type="button" aria-pressed={paused !== undefined} onClick={() => setPaused(paused ? undefined : live)}>
          Pause
        </button>
        {groupNames.map((group) => (
          <label key={group}>
            <input type="checkbox" checked={!hidden.has(group)} onChange={() => toggle(group)} /> {group}
          </label>
        ))}
      </div>
      <TimeLine events={shown} />
      <EventTable events={shown} />
    </section>
  );
}

/** For the eye; the table beneath says the same in words. */
function TimeLine({ events }: { events: readonly RecordedEvent[] }) {
  const nameOf = useNames();
  const lanes = [...new Set(['client', ...events.map(({ event }) => laneOf(event))])];
  const begin = events[0]?.at ?? 0;
  const span = Math.max(1_000, (events.at(-1)?.at ?? begin) - begin);
  return (
    <div className="inspector-lanes" aria-hidden="true">
      {lanes.map((lane) => (
        <div className="inspector-lane" data-lane={lane} key={lane}>
          <span className="inspector-name">{nameOf(lane)}</span>
          <span className="inspector-track">
            {events
              .filter(({ event }) => laneOf(event) === lane)
              .map(({ number, at, event }) => (
                <i
                  key={number}
                  data-group={groupOf(event)}
                  title={describe(event)}
                  style={{ insetInlineStart: `${((at - begin) / span) * 100}%` }}
                />
              ))}
          </span>
        </div>
      ))}
    </div>
  );
}

function EventTable({ events }: { events: readonly RecordedEvent[] }) {
  const nameOf = useNames();
  const begin = events[0]?.at ?? 0;
  return (
    <details>
      <summary>{events.length} events as a table</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">Seconds</th>
            <th scope="col">Lane</th>
            <th scope="col">Event</th>
          </tr>
        </thead>
        <tbody>
          {events.map(({ number, at, event }) => (
            <tr key={number}>
              <td>{((at - begin) / 1_000).toFixed(1)}</td>
              <td>{nameOf(laneOf(event))}</td>
              <td>{describe(event)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function useNames(): (lane: string) => string {
  const byId = useConnectionsState((state) => state.byId);
  return (lane) => (lane === 'client' ? 'Client' : (byId[lane]?.institution.name ?? lane));
}

function laneOf(event: ClientEvent): string {
  if ('job' in event) return event.job.connectionId ?? 'client';
  return 'connectionId' in event ? event.connectionId : 'client';
}

function groupOf({ type }: ClientEvent): Group {
  return groupNames.find((name) => (groups[name] as readonly string[]).includes(type)) ?? 'Push and tabs';
}

function describe(event: ClientEvent): string {
  switch (event.type) {
    case 'action-requested':
      return `${event.type}: ${event.action}`;
    case 'action-settled':
      return `${event.type}: ${event.action}, ${event.outcome ?? ''}`;
    case 'job-changed':
      return `${event.type}: ${event.job.kind}, ${event.job.status}`;
    case 'status-changed':
      return `${event.type}: from ${event.from} to ${event.to}`;
    case 'profile-revealed':
      return `${event.type}: ${event.field}`;
    default:
      return event.type;
  }
}
