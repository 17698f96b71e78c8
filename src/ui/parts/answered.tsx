import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Failure, Waiting } from './notice.js';

interface Props<Data> {
  readonly query: UseQueryResult<Data>;
  /** What is asked for, as it stands in `Loading … ` and `… cannot be shown`. */
  readonly what: string;
  readonly lines?: number;
  readonly children: (data: Data) => ReactNode;
}

/** What a query has answered; before that that it is loading, or why it failed. An answer that is there stays when asking again fails. */
export function Answered<Data>({ query, what, lines, children }: Props<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) {
    return (
      <Failure what={`${what} cannot be shown`} error={query.error} again={() => void query.refetch()} />
    );
  }
  return <Waiting what={what} {...(lines === undefined ? {} : { lines })} />;
}
