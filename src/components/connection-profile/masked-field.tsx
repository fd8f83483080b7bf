'use client';
/** One field of the profile: masked, and revealed for a short time by the person's own gesture. */
import { forwardRef } from 'react';
import type { ProfileField } from '../../core/model/connection';
import { useConnectionsState } from '../../react/use-connections';
import { useReveal } from '../../react/use-reveal';
import { useNow, useText } from '../../react/use-text';
import { Button } from '../shared/button';
import { FailureText } from '../shared/notice';
import { Part, type PartProps } from '../shared/part';

export interface MaskedFieldProps extends PartProps<'div'> {
  connectionId: string;
  field: ProfileField;
}

export const MaskedField = forwardRef<HTMLDivElement, MaskedFieldProps>(function MaskedField(
  { connectionId, field, ...props },
  ref,
) {
  const text = useText();
  const { profile: words } = text.labels;
  const masked = useConnectionsState((state) => state.byId[connectionId]?.detail?.profile?.[field]);
  const canReveal = useConnectionsState((state) => state.description?.can.includes('reveal') ?? true);
  const institution = useConnectionsState((state) => state.byId[connectionId]?.institution);
  const { values, revealing, hiddenAt, failure, reveal, hide } = useReveal(connectionId, field);
  const revealed = values !== undefined;
  const shown = values ?? (typeof masked === 'string' ? [masked] : masked);
  const label = words[field];
  return (
    <Part part="masked-field" state={{ field, revealed }} {...props} ref={ref}>
      <dt>{label}</dt>
      <dd>
        <span data-ck="masked-values">
          {shown === undefined || shown.length === 0 ? (
            <span data-ck="absent">{words.notShared}</span>
          ) : (
            shown.map((value, index) => (
              // Masked values repeat; their place is all that tells them apart.
              // oxlint-disable-next-line react/no-array-index-key
              <span data-ck="masked-value" key={`${index} ${value}`}>
                {value}
              </span>
            ))
          )}
          {hiddenAt !== undefined && <HiddenIn at={hiddenAt} />}
          {failure && <FailureText failure={failure} institution={institution} />}
        </span>
        {masked !== undefined && masked.length > 0 && canReveal && (
          <Button
            part="reveal"
            look="link"
            aria-label={text.fill(revealed ? words.hideField : words.revealField, { field: label })}
            aria-busy={revealing || undefined}
            onClick={() => (revealed ? hide() : void reveal())}
          >
            {revealing ? words.revealing : revealed ? words.hide : words.reveal}
          </Button>
        )}
      </dd>
    </Part>
  );
});

/** Counts down on screen; said aloud once, when the value appears. */
function HiddenIn({ at }: { at: number }) {
  const text = useText();
  const now = useNow(1_000);
  const seconds = Math.max(0, Math.ceil((at - now) / 1_000));
  return <span data-ck="hidden-in">{text.plural(text.labels.profile.revealed, seconds)}</span>;
}
