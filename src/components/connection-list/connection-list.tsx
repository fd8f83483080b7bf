import { forwardRef } from 'react';
import { PageNotice } from '../shared/page-notice';
import { WidgetBoundary } from '../shared/widget-boundary';
import { ConnectionListBulk, ConnectionListSelect } from './connection-list-bulk';
import { ConnectionListCount, ConnectionListHeader, ConnectionListTitle } from './connection-list-header';
import { ConnectionListItems } from './connection-list-items';
import { ConnectionListRoot, type ConnectionListRootProps } from './connection-list-root';
import {
  ConnectionListEmpty,
  ConnectionListFooter,
  ConnectionListMore,
  ConnectionListNotice,
  ConnectionListSkeleton,
} from './connection-list-states';
import { ConnectionListFilters, ConnectionListSearch, ConnectionListTools } from './connection-list-tools';

/** All parts stand in it in their usual order, so it takes no children: for another order there is `ConnectionListRoot`. */
export type ConnectionListProps = Omit<ConnectionListRootProps, 'children'>;

/**
 * The connections of the person, each with what it needs to be told at a glance: bank, status, what goes on there, the way
 * out where the bank needs the person. Loads the list by itself. All parts in their usual order; another order is made of
 * `ConnectionListRoot` and the parts themselves.
 */
export const ConnectionList = forwardRef<HTMLElement, ConnectionListProps>(function ConnectionList(props, ref) {
  return (
    <WidgetBoundary>
      <ConnectionListRoot {...props} ref={ref}>
        <ConnectionListHeader>
          <ConnectionListTitle />
          <ConnectionListCount />
        </ConnectionListHeader>
        <ConnectionListSearch />
        <ConnectionListTools>
          <ConnectionListFilters />
          <ConnectionListSelect />
        </ConnectionListTools>
        <PageNotice />
        <ConnectionListNotice />
        <ConnectionListBulk />
        <ConnectionListItems>
          <ConnectionListMore />
        </ConnectionListItems>
        <ConnectionListSkeleton />
        <ConnectionListEmpty />
        <ConnectionListFooter />
      </ConnectionListRoot>
    </WidgetBoundary>
  );
});
