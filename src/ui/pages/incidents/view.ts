import { SEVERITY_LIST, type Severity } from '../../words/incidents.js';

/** How the list is looked at; all of it stands in the URL. */
export interface View {
  readonly text: string;
  readonly state: (typeof STATES)[number];
  readonly severities: readonly Severity[];
  readonly service: string | undefined;
  readonly team: string | undefined;
  readonly since: (typeof SPANS)[number];
}

export const STATES = ['all', 'open', 'resolved'] as const;
export const SPANS = ['all', '1d', '7d', '30d', '90d'] as const;

export function viewOf(params: URLSearchParams): View {
  const severities = (params.get('severity') ?? '').split(',');
  return {
    text: params.get('q') ?? '',
    state: STATES.find((each) => each === params.get('state')) ?? 'all',
    severities: SEVERITY_LIST.filter((each) => severities.includes(each)),
    service: params.get('service') ?? undefined,
    team: params.get('team') ?? undefined,
    since: SPANS.find((each) => each === params.get('since')) ?? 'all',
  };
}

const DAY = 86_400_000;
const HOUR = DAY / 24;

/** What the API is asked for those that are open, or those that are over. The beginning is of a whole hour, so that the question stays the same. */
export function queryOf(view: View, open: boolean, now: number): string {
  const params = new URLSearchParams({ open: String(open) });
  const { text, severities, service, team, since } = view;
  if (text.trim() !== '') params.set('text', text.trim());
  if (severities.length > 0) params.set('severity', severities.join(','));
  if (service !== undefined) params.set('service', service);
  if (team !== undefined) params.set('team', team);
  if (since !== 'all') {
    const from = Math.floor((now - Number.parseInt(since, 10) * DAY) / HOUR) * HOUR;
    params.set('since', new Date(from).toISOString());
  }
  return params.toString();
}

/** Whether anything is narrowed down. */
export function isNarrowed({ text, state, severities, service, team, since }: View): boolean {
  const words = [text, service, team].some((each) => each !== undefined && each !== '');
  return words || state !== 'all' || severities.length > 0 || since !== 'all';
}
