import type { Hourly, Measured, Vector } from '../../../src/core/events/answers.js';
import type {
  CliContext,
  DaemonAnswer,
  DemoFlags,
  JudgeRequest,
  ServeFlags,
  SourceAddress,
  StoreFiles,
} from '../../../src/cli/context.js';
import { createRulerClient } from '../../../src/adapters/ruler/ruler-client.js';
import { runCli } from '../../../src/cli/program.js';
import type { WeightedSelector } from '../../../src/core/events/weighted-selectors.js';
import { FirebreakError } from '../../../src/core/errors.js';
import type { CounterSelector } from '../../../src/core/slo/sli.js';
import type { Slo } from '../../../src/core/slo/slo.js';
import type { Problem } from '../../../src/spec/problem.js';
import type { EventSource } from '../../../src/engine/ports.js';
import type { GateAnswer, ReceiverTest } from '../../../src/engine/read-models.js';

export interface DaemonCall {
  readonly url: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly token?: string | undefined;
}

/** What surrounds a command, in memory; everything that it does outside is kept for the test to look at. */
export interface Surroundings {
  readonly files: Map<string, string>;
  readonly env: Record<string, string>;
  readonly daemonCalls: DaemonCall[];
  readonly served: ServeFlags[];
  /** The configurations that were checked, and what is wrong with each. */
  readonly checked: string[];
  configProblems: readonly Problem[];
  readonly demos: DemoFlags[];
  /** The Prometheus of every measurement. */
  readonly asked: SourceAddress[];
  readonly judged: { readonly slos: readonly Slo[]; readonly request: JudgeRequest }[];
  answer: DaemonAnswer;
  /** Where it depends on what the daemon is asked; undefined: `answer`. */
  answerTo: (path: string, body?: unknown) => DaemonAnswer | undefined;
  gate: GateAnswer | undefined;
  /** What comes of testing each receiver. */
  readonly receiverTests: Map<string, ReceiverTest>;
  /** What backups and restores were asked for. */
  readonly storeCalls: unknown[][];
  /** Where a restore puts what was there. */
  aside: string | undefined;
  measured: Measured;
  /** Where it depends on the query; undefined: `measured`. */
  measuredOf: (query: string) => Measured | undefined;
  hourly: Hourly;
  /** The series of a query. */
  vector: (query: string) => Vector;
  retention: number | undefined;
  readonly types: Map<string, string>;
  /** What a Prometheus remembers, and the time there. */
  events: Pick<EventSource, 'read' | 'findGroups'> | undefined;
  now: number;
  terminal: boolean;
  buckets: readonly string[] | undefined;
  series: number | undefined;
  colour: boolean;
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export function surroundings(files: Readonly<Record<string, string>> = {}): Surroundings {
  return {
    files: new Map(Object.entries(files)),
    env: {},
    daemonCalls: [],
    served: [],
    checked: [],
    configProblems: [],
    demos: [],
    asked: [],
    judged: [],
    answer: { kind: 'unreachable', message: 'connection refused' },
    answerTo: () => undefined,
    gate: undefined,
    receiverTests: new Map(),
    storeCalls: [],
    aside: undefined,
    measured: { kind: 'none' },
    measuredOf: () => undefined,
    hourly: { kind: 'hours', hours: [] },
    vector: () => ({ kind: 'series', series: [] }),
    retention: undefined,
    types: new Map(),
    events: undefined,
    now: 0,
    terminal: false,
    buckets: undefined,
    series: undefined,
    colour: false,
  };
}

/** Runs one command line. */
export async function run(around: Surroundings, ...argv: string[]): Promise<Ran> {
  const written = { stdout: '', stderr: '' };
  const output = (stream: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      written[stream] += text;
    },
    terminal: around.terminal,
    paint: (style: string, text: string) => (around.colour ? `<${style}>${text}</>` : text),
  });
  const context: CliContext = {
    version: '1.2.3',
    env: around.env,
    stdout: output('stdout'),
    stderr: output('stderr'),
    files: fakeFiles(around.files),
    now: () => Date.UTC(2027, 0, 1),
    configSchema: async () => ({ title: 'firebreak.yaml' }),
    serve: async (flags) => {
      around.served.push(flags);
      return 0;
    },
    demo: async (flags) => {
      around.demos.push(flags);
      return 0;
    },
    daemon: async (url) => ({
      getJson: async (path, query, token) => {
        around.daemonCalls.push({ url, path, ...(query ? { query } : {}), ...(token ? { token } : {}) });
        return around.answerTo(path) ?? around.answer;
      },
      postJson: async (path, body, token) => {
        around.daemonCalls.push({ url, path, body, token });
        return around.answerTo(path, body) ?? around.answer;
      },
    }),
    storeFiles: async () => fakeStoreFiles(around),
    openSource: async (address) => ({
      measure: async (query: string) => {
        around.asked.push(address);
        return around.measuredOf(query) ?? around.measured;
      },
      series: async (query: string) => {
        around.asked.push(address);
        return around.vector(query);
      },
      retention: async () => around.retention,
      metricType: async (metric: string) => around.types.get(metric),
      hourly: async (_query: string, _hours: number) => around.hourly,
      countSeries: async (_counters: readonly WeightedSelector[]) => around.series,
      buckets: async (_selector: CounterSelector) => around.buckets,
    }),
    openEvents: async () => {
      if (!around.events) throw new Error('this test has no history');
      return { source: around.events, now: around.now };
    },
    checkConfig: async (path) => {
      around.checked.push(path);
      return { slos: [], templates: [], files: [], problems: around.configProblems };
    },
    receivers: async () => ({
      list: [...around.receiverTests.keys()].map((name) => ({ name, kind: 'webhook' })),
      test: async (name) => around.receiverTests.get(name),
    }),
    // The real client: what it speaks to is a server of the test.
    ruler: async (address) => createRulerClient({ ...address, timeoutMs: 5_000 }),
    judgeOnce: async (slos, request) => {
      around.judged.push({ slos, request });
      if (!around.gate) throw new FirebreakError('source-unreachable', 'Prometheus does not answer');
      return around.gate;
    },
  };
  const code = await runCli(argv, context);
  return { code, ...written };
}

function fakeStoreFiles(around: Surroundings): StoreFiles {
  return {
    backUp: async (from, to) => void around.storeCalls.push(['backUp', from, to]),
    restore: async (from, path, force) => {
      around.storeCalls.push(['restore', from, path, force]);
      return around.aside;
    },
  };
}

function fakeFiles(files: Map<string, string>): CliContext['files'] {
  return {
    readFiles: async (paths) => {
      const found = paths.map((path) =>
        [...files.keys()].filter(
          (name) => name === path || (name.startsWith(`${path}/`) && /\.ya?ml$/.test(name)),
        ),
      );
      return {
        files: [...new Set(found.flat())].sort().map((path) => ({ path, text: files.get(path) ?? '' })),
        errors: paths.flatMap((path, index) =>
          found[index]?.length === 0 ? [{ path, message: 'there is no such file or folder' }] : [],
        ),
      };
    },
    readFile: async (path) => files.get(path),
    writeFile: async (path, text) => {
      const inTheWay = [...files.keys()].find((name) => path.startsWith(`${name}/`));
      if (inTheWay !== undefined) {
        const message = `EEXIST: file already exists, mkdir '${inTheWay}'`;
        throw Object.assign(new Error(message), { code: 'EEXIST', syscall: 'mkdir' });
      }
      files.set(path, text);
    },
    listDir: async (folder) =>
      [...files.keys()]
        .filter((path) => path.startsWith(`${folder}/`))
        .map((path) => path.slice(folder.length + 1)),
  };
}
