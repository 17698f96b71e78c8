/** What Prometheus says of the rules that it runs. */
export interface RuleCounts {
  readonly evaluations: number;
  readonly failures: number;
  readonly missed: number;
}

export interface LoadedGroup {
  readonly name: string;
  /** Seconds. */
  readonly interval: number;
  readonly rules: readonly { readonly name: string; readonly type: 'alerting' | 'recording' }[];
  readonly evaluated: boolean;
}

export async function loadedGroups(url: string): Promise<LoadedGroup[]> {
  const answer = await getJson<{ groups: (Omit<LoadedGroup, 'evaluated'> & { lastEvaluation: string })[] }>(
    `${url}/api/v1/rules`,
  );
  return answer.groups.map((group) => ({ ...group, evaluated: !group.lastEvaluation.startsWith('0001') }));
}

/** Since the start of the process. */
export async function ruleCounts(url: string): Promise<RuleCounts> {
  const text = await metricsText(url);
  return {
    evaluations: sum(text, 'prometheus_rule_evaluations_total'),
    failures: sum(text, 'prometheus_rule_evaluation_failures_total'),
    missed: sum(text, 'prometheus_rule_group_iterations_missed_total'),
  };
}

/** Samples that the latest evaluation of each group gave, by the group's name. */
export async function lastSamples(url: string): Promise<Map<string, number>> {
  const pattern = /^prometheus_rule_group_last_evaluation_samples\{rule_group="[^"]*;([^;"]*)"\} (\S+)$/gm;
  const text = await metricsText(url);
  return new Map([...text.matchAll(pattern)].map(([, name = '', value]) => [name, Number(value)]));
}

/** How many series of a metric have a sample from `since` (Unix ms) on that is a number. */
export async function freshSeries(url: string, metric: string, since: number): Promise<number> {
  const query = `count((${metric} == ${metric}) and (timestamp(${metric}) >= ${since / 1000}))`;
  const answer = await getJson<{ result: { value: [number, string] }[] }>(
    `${url}/api/v1/query?query=${encodeURIComponent(query)}`,
  );
  return Number(answer.result[0]?.value[1] ?? 0);
}

function sum(text: string, metric: string): number {
  const pattern = new RegExp(`^${metric}\\{[^}]*\\} (\\S+)$`, 'gm');
  return [...text.matchAll(pattern)].reduce((total, [, value]) => total + Number(value), 0);
}

async function metricsText(url: string): Promise<string> {
  return (await fetch(`${url}/metrics`)).text();
}

async function getJson<Data>(url: string): Promise<Data> {
  const answer = (await (await fetch(url)).json()) as { status: string; data: Data };
  if (answer.status !== 'success') throw new Error(`Prometheus refuses ${url}`);
  return answer.data;
}
