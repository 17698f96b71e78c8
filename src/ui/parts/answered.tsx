import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Failure, Waiting } from './notice.js';

interface Props<Data> {
  readonly query: UseQueryResult<Data>;
  /** What is asked for, as it stands in `Loading … ` and `… cannot be shown`. */
  readonly what: string;
  readonly lines?: number;
  /** The page's heading where the answer is all that the page has: one that failed needs one too. */
  readonly heading?: string;
  readonly children: (data: Data) => ReactNode;
}

/** What a query has answered; before that that it is loading, or why it failed. An answer that is there stays when asking again fails. */
export function Answered<Data>({ query, what, lines, heading, children }: Props<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) {
    return (
      <>
        {heading !== undefined && <h1>{heading}</h1>}
        <Failure what={`${what} cannot be shown`} error={query.error} again={() => void query.refetch()} />
      </>
    );
  }
  return <Waiting what={what} {...(lines === undefined ? {} : { lines })} />;
}
