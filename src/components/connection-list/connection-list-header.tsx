'use client';
import { forwardRef, useImperativeHandle } from 'react';
import { useText } from '../../react/use-text';
import { Part, type PartProps } from '../shared/part';
import { useKeptFocus } from '../shared/use-kept-focus';
import { useList } from './list-context';

/** The head of the list: `ConnectionListTitle` and `ConnectionListCount` stand in it. */
export const ConnectionListHeader = forwardRef<HTMLElement, PartProps<'header'>>(
  function ConnectionListHeader(props, ref) {
    return <Part as="header" part="connection-list-header" {...props} ref={ref} />;
  },
);

/** The heading that names the list. The focus goes here when what had it has left the list. */
export const ConnectionListTitle = forwardRef<HTMLHeadingElement, PartProps<'h2'>>(function ConnectionListTitle(
  { children, ...props },
  ref,
) {
  const { labels } = useText();
  const { titleId } = useList();
  const title = useKeptFocus<HTMLHeadingElement>('[data-ck="connection-list"]');
  useImperativeHandle<HTMLHeadingElement | null, HTMLHeadingElement | null>(ref, () => title.current, [title]);
  return (
    <Part as="h2" part="connection-list-title" id={titleId} tabIndex={-1} {...props} ref={title}>
      {children ?? labels.list.title}
    </Part>
  );
});

/** "5 linked · 1 needs you"; as text alone, so that it changes without a new render of the rows. */
export const ConnectionListCount = forwardRef<HTMLSpanElement, PartProps<'span'>>(
  function ConnectionListCount(props, ref) {
    const text = useText();
    const { ids, load, linked, needingYou } = useList();
    const { list } = text.labels;
    if (ids.length === 0) return null;
    const counts = [
      text.plural(list.linked, linked),
      ...(needingYou > 0 ? [text.plural(list.needsYou, needingYou)] : []),
    ].join(' · ');
    return (
      <Part as="span" part="connection-list-count" {...props} ref={ref}>
        {load.complete ? counts : text.fill(list.soFar, { counts })}
      </Part>
    );
  },
);
