'use client';
import { forwardRef } from 'react';
import type { ConnectionStatus } from '../../core/model/lifecycle';
import { useText } from '../../react/use-text';
import { Icon, type IconName } from './icon';
import { Part, type PartProps } from './part';

/** What a color means; in CSS `[data-tone]`. Never said by color alone: an icon and a word go with it. */
export type StatusTone = 'success' | 'warning' | 'danger' | 'accent' | 'muted';

const looks: Readonly<Record<ConnectionStatus, { icon: IconName; tone: StatusTone }>> = {
  'pre-init': { icon: 'dots', tone: 'muted' },
  pending: { icon: 'sync', tone: 'accent' },
  active: { icon: 'check', tone: 'success' },
  invalid: { icon: 'alert', tone: 'danger' },
  failed: { icon: 'cross', tone: 'danger' },
  revoked: { icon: 'off', tone: 'muted' },
  unknown: { icon: 'question', tone: 'muted' },
};

/** The status alone makes icon, word and color; `unknown` has its own. */
export interface StatusBadgeProps extends PartProps<'span'> {
  status: ConnectionStatus;
  /** Something about it wants attention soon (access that ends, data that is old). */
  warning?: boolean | undefined;
}

/** A status of a connection by icon, word and color together. */
export const StatusBadge = forwardRef<HTMLSpanElement, StatusBadgeProps>(function StatusBadge(
  { status, warning = false, ...props },
  ref,
) {
  const text = useText();
  const { icon, tone } = looks[status];
  return (
    <Part
      as="span"
      part="status-badge"
      state={{ status, tone: warning && tone === 'success' ? 'warning' : tone }}
      {...props}
      ref={ref}
    >
      <Icon name={icon} spinning={status === 'pending'} />
      {text.status(status)}
    </Part>
  );
});
