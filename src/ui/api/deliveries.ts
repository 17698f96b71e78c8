import { useQuery } from '@tanstack/react-query';
import type { DeliveryStatus, ReceiverTest, ReceiverView } from '../../http/answers.js';
import { ask, tell } from '../browser/ask.js';
import { client } from './client.js';

/** Messages of a state and receiver (empty: of any), the newest first. */
export function useDeliveries(state: string, receiver: string) {
  const query = new URLSearchParams({
    limit: '200',
    ...(state === '' ? {} : { state }),
    ...(receiver === '' ? {} : { receiver }),
  });
  return useQuery({
    queryKey: ['deliveries', 'list', state, receiver],
    queryFn: async ({ signal }) => {
      const { deliveries } = await ask<{ readonly deliveries: readonly DeliveryStatus[] }>(
        `/api/v1/deliveries?${query.toString()}`,
        { signal },
      );
      return deliveries;
    },
  });
}

/** Everybody who can be told. */
export function useReceivers() {
  return useQuery({
    queryKey: ['daemon', 'receivers'],
    queryFn: async ({ signal }) => {
      const { receivers } = await ask<{ readonly receivers: readonly ReceiverView[] }>('/api/v1/receivers', {
        signal,
      });
      return receivers;
    },
  });
}

/** How many messages were given up, by receiver; those that have none are left out. */
export function useGivenUp() {
  return useQuery({
    queryKey: ['deliveries', 'given-up'],
    queryFn: async ({ signal }) => {
      const { receivers } = await ask<{
        readonly receivers: readonly { readonly receiver: string; readonly count: number }[];
      }>('/api/v1/deliveries/given-up', { signal });
      return new Map(receivers.map(({ receiver, count }) => [receiver, count]));
    },
  });
}

interface Reasoned {
  readonly reason: string;
  readonly by?: string;
}

/** Sends a message that was given up again, or puts it aside. */
export async function changeDelivery(
  ref: string,
  action: 'replay' | 'discard',
  why: Reasoned,
): Promise<void> {
  await tell(`/api/v1/deliveries/${encodeURIComponent(ref)}/${action}`, why);
  await client.invalidateQueries({ queryKey: ['deliveries'] });
}

/** Sends all that a receiver was given up on again. */
export async function replayReceiver(receiver: string, why: Reasoned): Promise<void> {
  await tell('/api/v1/deliveries/replay', { receiver, ...why });
  await client.invalidateQueries({ queryKey: ['deliveries'] });
}

/** Sends a test page, marked as one, and takes it back. */
export function testReceiver(name: string, by: { readonly by?: string }): Promise<ReceiverTest> {
  return tell<ReceiverTest>(`/api/v1/receivers/${encodeURIComponent(name)}/test`, by);
}
