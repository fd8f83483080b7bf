// oxlint-disable-next-line typescript/ban-ts-comment
// @ts-nocheck: `npm run bench` alone installs what it imports.
/** A query for each job in TanStack Query, and a row that shows it. */
import type { ReactNode } from 'react';
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';

export interface Queries<T> {
  provide(children: ReactNode): ReactNode;
  use(id: string): T | undefined;
  set(id: string, value: T): void;
}

export function createQueries<T>(values: ReadonlyMap<string, T>): Queries<T> {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, gcTime: Infinity } } });
  for (const [id, value] of values) client.setQueryData(['job', id], value);
  return {
    provide: (children) => <QueryClientProvider client={client}>{children}</QueryClientProvider>,
    use(id) {
      const { data } = useQuery<T>({ queryKey: ['job', id], queryFn: () => Promise.reject(new Error('never asked')) });
      return data;
    },
    set: (id, value) => void client.setQueryData(['job', id], value),
  };
}
