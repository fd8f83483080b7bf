'use client';
/** What stands in the place of the rows, or beside them: loading, failed, none yet, none that match, more to come. */
import { forwardRef, useCallback, useEffect, useRef } from 'react';
import { useClient } from '../../react/use-connections';
import { everything } from '../../react/use-listing';
import { useSignedOut } from '../../react/use-session';
import { useSettled } from '../../react/use-settled';
import { useOnline, useText } from '../../react/use-text';
import { Button, type ButtonProps } from '../shared/button';
import { Skeleton } from '../shared/loaded';
import { FailureText, Notice } from '../shared/notice';
import { composeHandlers, Part, type PartProps } from '../shared/part';
import { isLoading, useList } from './list-context';

/** That the reading failed; not where the page as a whole says why, and not where only a later part did not come. */
export const ConnectionListNotice = forwardRef<HTMLDivElement, PartProps<'div'>>(
  function ConnectionListNotice(props, ref) {
    const { labels } = useText();
    const online = useOnline();
    const { ids, load, reload } = useList();
    const { failure, nextCursor } = useSettled(load);
    const isSaid = failure?.code === 'unauthorized' || (failure?.code === 'network' && !online);
    if (!failure || isSaid || nextCursor !== undefined) return null;
    const retry = (
      <Button part="retry" busy={load.status === 'loading'} onClick={reload}>
        {labels.retry}
      </Button>
    );
    return (
      <Part part="connection-list-notice" role="alert" {...props} ref={ref}>
        <Notice
          tone="danger"
          title={ids.length === 0 ? labels.list.failedTitle : labels.list.staleTitle}
          action={retry}
        >
          <FailureText failure={failure} />
        </Notice>
      </Part>
    );
  },
);

/** Rows of the final size, while nothing is known. */
export const ConnectionListSkeleton = forwardRef<HTMLDivElement, PartProps<'div'>>(
  function ConnectionListSkeleton(props, ref) {
    const { labels } = useText();
    const list = useList();
    const signedOut = useSignedOut();
    if (list.ids.length > 0 || !isLoading(list, signedOut)) return null;
    return <Skeleton label={labels.list.loading} {...props} ref={ref} />;
  },
);

/** There are none yet, and how to link one; or none that match, and how to see all again. */
export const ConnectionListEmpty = forwardRef<HTMLDivElement, PartProps<'div'>>(
  function ConnectionListEmpty(props, ref) {
    const { list } = useText().labels;
    const { ids, shown, load, setQuery } = useList();
    const none = ids.length === 0;
    if (shown.length > 0 || (none && load.status !== 'ready')) return null;
    return (
      <Part part="empty" state={{ kind: none ? 'none' : 'no-match' }} {...props} ref={ref}>
        <p data-ck="empty-title">{none ? list.emptyTitle : list.noneTitle}</p>
        {none && <p data-ck="empty-hint">{list.emptyHint}</p>}
        {!none && !load.complete && <p data-ck="empty-hint">{list.noneSoFar}</p>}
        {none ? (
          <ConnectionListConnect />
        ) : (
          <Button part="connection-list-clear" onClick={() => setQuery(everything)}>
            {list.clear}
          </Button>
        )}
      </Part>
    );
  },
);

/** Links another bank, where the host can. */
export const ConnectionListConnect = forwardRef<HTMLButtonElement, Omit<ButtonProps, 'part'>>(
  function ConnectionListConnect({ children, onClick, icon = 'link', ...props }, ref) {
    const { labels } = useText();
    const { onConnect } = useList();
    if (!onConnect) return null;
    return (
      <Button {...props} icon={icon} part="connect" onClick={composeHandlers(onClick, onConnect)} ref={ref}>
        {children ?? labels.list.connect}
      </Button>
    );
  },
);

/**
 * Below the rows: the way to link another bank, or your own children. Not there without `onConnect`, nor while the list is
 * empty.
 */
export const ConnectionListFooter = forwardRef<HTMLElement, PartProps<'footer'>>(
  function ConnectionListFooter(props, ref) {
    const { ids, onConnect } = useList();
    if (ids.length === 0 || !onConnect) return null;
    return (
      <Part as="footer" part="connection-list-footer" {...props} ref={ref}>
        {props.children ?? <ConnectionListConnect />}
      </Part>
    );
  },
);

/** The rest of a long list: it comes by itself once this is seen, at a press, and again at a press when it did not come. */
export const ConnectionListMore = forwardRef<HTMLDivElement, PartProps<'div'>>(function ConnectionListMore(props, ref) {
  const { labels } = useText();
  const client = useClient();
  const { load } = useList();
  const { nextCursor: cursor } = load;
  const { failure } = useSettled(load);
  const end = useRef<HTMLSpanElement>(null);
  const more = useCallback(() => void (cursor !== undefined && client.load({ cursor })), [client, cursor]);
  const isWaiting = load.status === 'ready' && cursor !== undefined;

  useEffect(() => {
    if (!isWaiting || !end.current || typeof IntersectionObserver === 'undefined') return undefined;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) more();
    });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [isWaiting, more]);

  if (cursor === undefined) return null;
  const button = (
    <Button part="connection-list-more-button" busy={load.status === 'loading'} onClick={more}>
      {failure ? labels.retry : labels.list.more}
    </Button>
  );
  return (
    <Part part="connection-list-more" {...props} ref={ref}>
      <span ref={end} />
      {failure ? (
        <div role="alert">
          <Notice tone="danger" title={labels.list.moreFailedTitle} action={button}>
            <FailureText failure={failure} />
          </Notice>
        </div>
      ) : (
        button
      )}
    </Part>
  );
});
