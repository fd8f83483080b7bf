'use client';
/** The time that is left until a moment, second by second. It alone renders with each; it is seen, and not said aloud. */
import { useNow, useText } from '../../react/use-text';
import { Part, type PartProps } from './part';

export interface CountdownProps extends PartProps<'span'> {
  /** ISO 8601. */
  until: string;
  /** Its {time} is what is left. */
  template: string;
}

export function Countdown({ until, template, ...props }: CountdownProps) {
  const text = useText();
  const now = useNow(1_000);
  return (
    <Part as="span" part="countdown" {...props}>
      {text.fill(template, { time: text.countdown(Date.parse(until) - now) })}
    </Part>
  );
}
