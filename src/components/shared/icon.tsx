/** The kit's icons: strokes in the text's color, never the only carrier of a meaning. */
import { memo } from 'react';

const shapes = {
  check: 'M8 1.4a6.6 6.6 0 1 0 0 13.2A6.6 6.6 0 0 0 8 1.4M5.2 8.2l2 2L11 6',
  alert: 'M8 2.2 14.4 13H1.6zM8 6.4v3M8 11.4v.01',
  cross: 'M8 1.4a6.6 6.6 0 1 0 0 13.2A6.6 6.6 0 0 0 8 1.4M5.8 5.8l4.4 4.4m0-4.4-4.4 4.4',
  dots: 'M8 1.4a6.6 6.6 0 1 0 0 13.2A6.6 6.6 0 0 0 8 1.4',
  sync: 'M13.4 8a5.4 5.4 0 1 1-1.6-3.8M13.6 2.2v3h-3',
  off: 'M8 1.4a6.6 6.6 0 1 0 0 13.2A6.6 6.6 0 0 0 8 1.4M3.6 12.4l8.8-8.8',
  question:
    'M8 1.4a6.6 6.6 0 1 0 0 13.2A6.6 6.6 0 0 0 8 1.4M6.2 6.3a1.8 1.8 0 1 1 2.6 1.6c-.5.3-.8.6-.8 1.2M8 11.3v.01',
  trash: 'M2.8 4.4h10.4M6 4.2V2.6h4v1.6M4.2 4.6l.6 8.8h6.4l.6-8.8',
  link: 'M6.6 9.4a2.6 2.6 0 0 0 3.7 0l2.2-2.2a2.6 2.6 0 0 0-3.7-3.7l-.8.8M9.4 6.6a2.6 2.6 0 0 0-3.7 0L3.5 8.8a2.6 2.6 0 0 0 3.7 3.7l.8-.8',
  chevron: 'm4.5 6.2 3.5 3.6 3.5-3.6',
  back: 'M9.8 3.8 5.6 8l4.2 4.2',
  search: 'M7 2a5 5 0 1 0 0 10A5 5 0 0 0 7 2m3.6 8.6L14.2 14.2',
  info: 'M8 1.4a6.6 6.6 0 1 0 0 13.2A6.6 6.6 0 0 0 8 1.4M8 7.4v3.4M8 5.2v.01',
} as const;

export type IconName = keyof typeof shapes;

interface IconProps {
  name: IconName;
  spinning?: boolean;
}

/** Stands still while a job's news renders what is around it. */
export const Icon = memo(function Icon({ name, spinning = false }: IconProps) {
  return (
    <svg
      data-ck="icon"
      data-icon={name}
      data-spinning={spinning ? '' : undefined}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={shapes[name]} {...(name === 'dots' && { strokeDasharray: '2.2 2.4' })} />
    </svg>
  );
});
