'use client';
/** "4 minutes ago", with the exact time at hand. */
import type { Text } from '../../react/text';
import { useNow, useText } from '../../react/use-text';

export function RelativeTime({ time }: { time: string }) {
  const text = useText();
  const now = useNow();
  return (
    <time data-ck="time" dateTime={time} title={text.dateTime(time)}>
      {text.relativeTime(time, now)}
    </time>
  );
}

/** A sentence with a relative time in it, as plain text. */
export function useTimeText(): (template: string, time: string) => string {
  return timeTextOf(useText(), useNow());
}

export function timeTextOf(text: Text, now: number): (template: string, time: string) => string {
  return (template, time) =>
    text.fill(template, {
      // Few sentences name both.
      get time() {
        return text.relativeTime(time, now);
      },
      get date() {
        return text.date(time);
      },
    });
}
