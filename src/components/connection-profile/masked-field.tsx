'use client';
import { forwardRef, useLayoutEffect, useRef, type RefObject } from 'react';
import type { ProfileField } from '../../core/model/connection';
import { selectConnection, useConnectionsState } from '../../react/use-connections';
import { revealTime, revealWarningTime, useReveal, type UseReveal } from '../../react/use-reveal';
import { useIsPast, useNow, useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { CopyButton } from '../shared/copy-button';
import { FailureText } from '../shared/notice';
import { Part, type PartProps } from '../shared/part';

/** Must stand in a `<dl>`. Needs a detail that was loaded. */
export interface MaskedFieldProps extends PartProps<'div'> {
  connectionId: string;
  field: ProfileField;
}

/**
 * One field of the profile as a term and its description (inside a `<dl>`): masked, and revealed for 30 seconds by the
 * person's own gesture, where the transport allows it. Loads nothing before that: it shows the profile that was loaded with
 * the detail.
 */
export const MaskedField = forwardRef<HTMLDivElement, MaskedFieldProps>(function MaskedField(
  { connectionId, field, ...props },
  ref,
) {
  const text = useText();
  const { profile: words } = text.labels;
  const masked = useConnectionsState((state) => selectConnection(state, connectionId)?.detail?.profile?.[field]) ?? [];
  const canReveal = useConnectionsState((state) => state.description?.can.includes('reveal') ?? true);
  const institution = useConnectionsState((state) => selectConnection(state, connectionId)?.institution);
  const revealing = useReveal(connectionId, field);
  const { values, hiddenAt, failure, reveal, prolong, hide } = revealing;
  const toggle = useRef<HTMLButtonElement>(null);
  const revealed = values !== undefined;
  const shown = values ?? (typeof masked === 'string' ? [masked] : masked);
  const label = words[field];
  return (
    <Part part="masked-field" state={{ field, revealed }} {...props} ref={ref}>
      <dt>{label}</dt>
      <dd>
        <span data-ck="masked-values">
          {shown.length === 0 ? (
            <span data-ck="absent">{words.notShared}</span>
          ) : (
            shown.map((value, index) => (
              // Masked values repeat; their place is all that tells them apart.
              // oxlint-disable-next-line react/no-array-index-key
              <span data-ck="masked-value" key={`${index} ${value}`}>
                <bdi>{value}</bdi>
              </span>
            ))
          )}
          {values && hiddenAt !== undefined && (
            <HiddenIn at={hiddenAt} values={values} label={label} toggle={toggle} onProlong={prolong} />
          )}
          {failure && <FailureText failure={failure} institution={institution} />}
        </span>
        {masked.length > 0 && canReveal && (
          <Button
            part="reveal"
            look="link"
            aria-label={text.fill(revealed ? words.hideField : words.revealField, { field: label })}
            aria-busy={revealing.revealing || undefined}
            onClick={() => (revealed ? hide() : void reveal())}
            ref={toggle}
          >
            {revealing.revealing ? words.revealing : revealed ? words.hide : words.reveal}
          </Button>
        )}
        <RevealStatus {...revealing} label={label} />
      </dd>
    </Part>
  );
});

interface HiddenInProps {
  /** Milliseconds since 1970. */
  at: number;
  /** To be copied while they are shown; what is masked is of no use elsewhere. */
  values: readonly string[];
  label: string;
  /** Takes over the focus when this goes. */
  toggle: RefObject<HTMLButtonElement | null>;
  onProlong(): void;
}

/** Counts down on screen, with what can be done meanwhile; nothing of it is said aloud with each second. */
function HiddenIn({ at, values, label, toggle, onProlong }: HiddenInProps) {
  const text = useText();
  const { profile: words } = text.labels;
  const now = useNow(1_000);
  const own = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const [element, next] = [own.current, toggle.current];
    return () => {
      if (element?.contains(element.ownerDocument.activeElement)) next?.focus();
    };
  }, [toggle]);
  const soon = at - now <= revealWarningTime;
  return (
    <span data-ck="hidden-in" data-soon={soon ? '' : undefined} ref={own}>
      {text.plural(words.revealed, secondsOf(at - now))}{' '}
      <Button
        part="prolong"
        look="link"
        aria-label={text.fill(words.prolongField, { field: label })}
        onClick={onProlong}
      >
        {words.prolong}
      </Button>{' '}
      <CopyButton value={values.join('\n')} aria-label={text.fill(words.copyField, { field: label })}>
        {words.copy}
      </CopyButton>
    </span>
  );
}

/** Says once that the value is shown, once that it will be hidden soon, once that it was. */
function RevealStatus({ hiddenAt, lapsed, label }: Pick<UseReveal, 'hiddenAt' | 'lapsed'> & { label: string }) {
  const text = useText();
  const { profile: words } = text.labels;
  const warning = hiddenAt === undefined ? undefined : new Date(hiddenAt - revealWarningTime).toISOString();
  const soon = useIsPast(warning);
  const [forms, time] = soon ? [words.hidesSoon, revealWarningTime] : [words.shown, revealTime];
  return (
    <span data-ck="visually-hidden" role="status">
      {hiddenAt !== undefined && text.plural(forms, secondsOf(time), { field: label })}
      {lapsed && text.fill(words.hiddenAgain, { field: label })}
    </span>
  );
}

function secondsOf(milliseconds: number): number {
  return Math.max(0, Math.ceil(milliseconds / 1_000));
}
