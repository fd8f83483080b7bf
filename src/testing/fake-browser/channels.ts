/**
 * The BroadcastChannels of one browser profile, by the steps of the HTML standard ("broadcasting to other browsing contexts"):
 * - a message goes to every other instance of its name that is open when it is sent, in the same page as well, never to its sender;
 * - it is cloned when it is sent, and comes in a task of its own, in the order of the sendings; to one that was closed meanwhile, not at all;
 * - a page that is gone sends nothing, without an error.
 */
import { nextTask } from './next-task';

export type Channel = Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'close'>;

export interface Channels {
  /** As the page `owner` opens one. */
  open(owner: object, name: string): Channel;
  /** How many of the page are open. */
  count(owner: object): number;
  /** The page is gone. */
  drop(owner: object): void;
}

export function createChannels(): Channels {
  const open = new Set<FakeChannel>();
  const gone = new WeakSet<object>();

  class FakeChannel extends EventTarget {
    readonly owner: object;
    readonly name: string;

    constructor(owner: object, name: string) {
      super();
      this.owner = owner;
      this.name = name;
      if (!gone.has(owner)) open.add(this);
    }

    /** @throws DOMException `InvalidStateError` after `close`, `DataCloneError` for what cannot be cloned */
    postMessage(message: unknown): void {
      if (gone.has(this.owner)) return;
      if (!open.has(this)) throw new DOMException('The channel is closed.', 'InvalidStateError');
      const sent: unknown = structuredClone(message);
      for (const other of open) if (other !== this && other.name === this.name) void deliver(other, sent);
    }

    close(): void {
      open.delete(this);
    }
  }

  async function deliver(channel: FakeChannel, sent: unknown): Promise<void> {
    await nextTask();
    if (open.has(channel)) channel.dispatchEvent(new MessageEvent('message', { data: structuredClone(sent) }));
  }

  const ownedBy = (owner: object) => [...open].filter((channel) => channel.owner === owner);

  return {
    open: (owner, name) => new FakeChannel(owner, name) as Channel,
    count: (owner) => ownedBy(owner).length,
    drop(owner) {
      gone.add(owner);
      for (const channel of ownedBy(owner)) channel.close();
    },
  };
}
