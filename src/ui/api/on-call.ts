import { useQueries, useQuery } from '@tanstack/react-query';
import type { ContactView, OnCallFinding, OnCallStatus, ScheduleShifts } from '../../http/answers.js';
import { ask, tell } from '../browser/ask.js';
import { client } from './client.js';

/** Who is on call, and who next. Turns change by themselves, which nobody tells of: it is asked again each minute. */
const AGAIN_MS = 60_000;

export function useOnCall() {
  return useQuery({
    queryKey: ['oncall', 'now'],
    refetchInterval: AGAIN_MS,
    queryFn: ({ signal }) => ask<OnCallStatus>('/api/v1/oncall', { signal }),
  });
}

/** The calendars of these schedules over some days (epoch ms). */
export function useShifts(ids: readonly string[], from: number, until: number) {
  const span = new URLSearchParams({
    from: new Date(from).toISOString(),
    until: new Date(until).toISOString(),
  });
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: ['oncall', 'shifts', id, from, until],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        ask<ScheduleShifts>(`/api/v1/oncall/schedules/${encodeURIComponent(id)}/shifts?${span.toString()}`, {
          signal,
        }),
    })),
  });
}

/** What is unwise in the on-call files. */
export function useOnCallLint() {
  return useQuery({
    queryKey: ['oncall', 'lint'],
    queryFn: async ({ signal }) => {
      const { findings } = await ask<{ readonly findings: readonly OnCallFinding[] }>('/api/v1/oncall/lint', {
        signal,
      });
      return findings;
    },
  });
}

/** Whether pages reach people, as far as it was tested. */
export function useContacts() {
  return useQuery({
    queryKey: ['oncall', 'contacts'],
    queryFn: async ({ signal }) => {
      const { contacts } = await ask<{ readonly contacts: readonly ContactView[] }>(
        '/api/v1/oncall/contacts',
        { signal },
      );
      return contacts;
    },
  });
}

interface AskedOverride {
  readonly person: string;
  readonly from: string;
  readonly until: string;
  readonly reason?: string;
  readonly by?: string;
}

export async function overrideOnCall(schedule: string, asked: AskedOverride): Promise<void> {
  await tell(`/api/v1/oncall/schedules/${encodeURIComponent(schedule)}/overrides`, asked);
  await client.invalidateQueries({ queryKey: ['oncall'] });
}

export async function withdrawOverride(
  schedule: string,
  number: number,
  asked: { readonly by?: string; readonly reason?: string },
): Promise<void> {
  await tell(`/api/v1/oncall/schedules/${encodeURIComponent(schedule)}/overrides/${number}/withdraw`, asked);
  await client.invalidateQueries({ queryKey: ['oncall'] });
}
