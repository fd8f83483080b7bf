/** The fake browser's promises, kept by a real one. Frames of one origin are to each other as tabs are, and go as tabs do. */
import { afterEach } from 'vitest';
import { describeLostAborts, describePlatform, type Platform, type PlatformTab } from '../testing/platform-checks';

afterEach(() => document.querySelectorAll('iframe').forEach((frame) => frame.remove()));

function openTab(): PlatformTab {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const page = frame.contentWindow as (Window & typeof globalThis) | null;
  if (!page) throw new Error('The frame has no window');
  return {
    locks: page.navigator.locks,
    channel: (name) => new page.BroadcastChannel(name),
    close: () => frame.remove(),
  };
}

function make(): Platform {
  return { openTab, settle: () => new Promise((resolve) => setTimeout(resolve, 100)) };
}

describePlatform(make);
describeLostAborts(make);
