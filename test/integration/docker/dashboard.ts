import { readText } from './files.js';

interface Target {
  readonly expr: string;
  readonly refId: string;
}
interface ValueMapping {
  readonly type: 'value';
  readonly options: Readonly<Record<string, { readonly text: string; readonly color: string }>>;
}
export interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly targets?: readonly Target[];
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly fieldConfig?: {
    readonly defaults: { readonly mappings?: readonly (ValueMapping | { readonly type: 'special' })[] };
  };
}
interface Variable {
  readonly name: string;
  readonly type: string;
  readonly definition?: string;
}
export interface Dashboard {
  readonly uid: string;
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly Variable[] };
  readonly annotations: { readonly list: readonly { readonly target: Target }[] };
}

export async function readDashboard(): Promise<Dashboard> {
  return JSON.parse(await readText('docker/grafana/dashboards/firebreak.json')) as Dashboard;
}

/** Every PromQL expression, with Grafana's variables as they are when all is chosen. */
export function expressions({ panels, annotations, templating }: Dashboard): string[] {
  const written = [
    ...panels.flatMap(({ targets = [] }) => targets),
    ...annotations.list.map(({ target }) => target),
  ].map(({ expr }) => expr);
  const listed = templating.list.flatMap(({ definition }) => {
    const selector = /^label_values\((.*), \w+\)$/.exec(definition ?? '')?.[1];
    return selector === undefined ? [] : [selector];
  });
  return [...written, ...listed].map(withEverythingChosen);
}

export function withEverythingChosen(expression: string): string {
  return expression.replaceAll('$__rate_interval', '5m').replace(/\$(service|slo)\b/g, '.*');
}

/** The texts that a panel shows for numbers. */
export function valueTexts(panel: Panel): Map<number, string> {
  const mappings = panel.fieldConfig?.defaults.mappings ?? [];
  return new Map(
    mappings.flatMap((mapping) =>
      mapping.type === 'value'
        ? Object.entries(mapping.options).map(([value, { text }]) => [Number(value), text] as const)
        : [],
    ),
  );
}
