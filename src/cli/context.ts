import type { Hourly, Measured, Vector } from '../core/events/answers.js';
import type { WeightedSelector } from '../core/events/weighted-selectors.js';
import type { Exclusion } from '../core/exclusions/exclusion.js';
import type { CounterSelector } from '../core/slo/sli.js';
import type { Slo } from '../core/slo/slo.js';
import type { SloTemplate } from '../core/slo/slo-template.js';
import type { Problem, SpecFile } from '../spec/problem.js';
import type { EventSource } from '../engine/ports.js';
import type { GateAnswer, ReceiverTest } from '../engine/read-models.js';

/** Everything that commands need of the outside; main builds the real one, tests hand in their own. */
export interface CliContext {
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly files: CliFiles;
  /** Epoch ms. */
  now(): number;
  /** The JSON Schema of firebreak.yaml. */
  configSchema(): Promise<unknown>;
  /** Runs the daemon until it is told to stop; resolves to the exit code. */
  serve(flags: ServeFlags): Promise<number>;
  demo(flags: DemoFlags): Promise<number>;
  daemon(url: string): Promise<DaemonClient>;
  storeFiles(): Promise<StoreFiles>;
  openSource(address: SourceAddress): Promise<MetricInspector>;
  openEvents(address: SourceAddress): Promise<EventHistory>;
  /** What is wrong with a configuration file, and with every file that it names. */
  checkConfig(path: string): Promise<CheckedConfig>;
  /** The receivers of a configuration file; rejects with a FirebreakError when it is broken. */
  receivers(config: string): Promise<ConfiguredReceivers>;
  ruler(address: SourceAddress): Promise<RulerClient>;
  /** The gate of one service, judged from Prometheus once, without a daemon. Rejects with a FirebreakError when it cannot be. */
  judgeOnce(slos: readonly Slo[], request: JudgeRequest): Promise<GateAnswer>;
}

/** What a daemon would start with. */
export interface CheckedConfig {
  readonly slos: readonly Slo[];
  readonly templates: readonly SloTemplate[];
  readonly problems: readonly Problem[];
  readonly files: readonly SpecFile[];
}

export interface ConfiguredReceivers {
  readonly list: readonly { readonly name: string; readonly kind: string }[];
  /** Sends a test page and takes it back; undefined when there is no such receiver. */
  test(name: string): Promise<ReceiverTest | undefined>;
}

/** Copies of SQLite stores. Both reject with a FirebreakError, and then nothing has changed. */
export interface StoreFiles {
  /** @param from a daemon, or the file of a store that no daemon has open */
  backUp(
    from: { readonly url: string; readonly token: string | undefined } | { readonly path: string },
    to: string,
  ): Promise<void>;
  /** Resolves to where it has put what was there before. */
  restore(from: string, path: string, force: boolean): Promise<string | undefined>;
}

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

export interface Output {
  write(text: string): void;
  /** Returns the text as it is where colour is not wanted (NO_COLOR, a pipe). */
  paint(style: Style, text: string): string;
  /** Whether somebody watches, so that a line may be drawn over. */
  readonly terminal: boolean;
}

export interface TextFile {
  readonly path: string;
  readonly text: string;
}

export interface CliFiles {
  /** Files as given, and the YAML files (*.yaml, *.yml) anywhere under folders, sorted by path; `errors` are about paths that cannot be read. */
  readFiles(paths: readonly string[]): Promise<{
    readonly files: readonly TextFile[];
    readonly errors: readonly { readonly path: string; readonly message: string }[];
  }>;
  /** The text of one file; undefined when it does not exist. Rejects when it cannot be read. */
  readFile(path: string): Promise<string | undefined>;
  /** Writes a file whole, and creates its folders. */
  writeFile(path: string, text: string): Promise<void>;
  /** The names of the files in a folder, sorted; empty when there is no such folder. */
  listDir(path: string): Promise<readonly string[]>;
}

export interface ServeFlags {
  readonly config?: string;
  readonly prometheus?: string;
  readonly listen?: string;
  readonly specs?: readonly string[];
  readonly logLevel?: string;
}

export interface DemoFlags {
  /** Play the story through unattended, check every step, and end. */
  readonly once: boolean;
}

/** A Prometheus, and the headers of every request to it; the credentials come from the environment. */
export interface SourceAddress {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface JudgeRequest {
  readonly source: SourceAddress;
  readonly exclusions: readonly Exclusion[];
  readonly service: string;
  readonly environment: string | undefined;
}

/** What a daemon said: a 2xx with JSON, a refusal in its own words, or nothing. */
export type DaemonAnswer =
  | { readonly kind: 'answered'; readonly body: unknown }
  | { readonly kind: 'refused'; readonly status: number; readonly message: string }
  | { readonly kind: 'unreachable'; readonly message: string };

/** Speaks to one daemon's HTTP API; never throws. */
export interface DaemonClient {
  /** @param token sent as a bearer token; otherwise the one that reads carry, if there is one */
  getJson(path: string, query?: Readonly<Record<string, string>>, token?: string): Promise<DaemonAnswer>;
  /**
   * @param token sent as a bearer token when it is given
   * @param timeoutMs how long the answer may take where that is longer than usual
   */
  postJson(path: string, body: unknown, token: string | undefined, timeoutMs?: number): Promise<DaemonAnswer>;
}

/** The samples that a Prometheus has, up to now (epoch ms). */
export interface EventHistory {
  readonly source: Pick<EventSource, 'read' | 'findGroups'>;
  readonly now: number;
}

/** Asks a Prometheus about what it holds now; never throws. */
export interface MetricInspector {
  /** An instant query that yields one number. */
  measure(query: string): Promise<Measured>;
  series(query: string): Promise<Vector>;
  /** How long (ms) it keeps samples; undefined when it does not say. */
  retention(): Promise<number | undefined>;
  /** What the exporters of a metric say that it is (`counter`, `gauge`, …); undefined when that is not known, or not the same. */
  metricType(metric: string): Promise<string | undefined>;
  /** A query about an hour, at the end of each of the last whole hours; those without an answer are left out. */
  hourly(query: string, hours: number): Promise<Hourly>;
  /** How many series a read of these counters brings; undefined when it cannot be asked. */
  countSeries(counters: readonly WeightedSelector[]): Promise<number | undefined>;
  /** The `le` values that a histogram's buckets have; undefined when it cannot be asked, empty when there are no series. */
  buckets(selector: CounterSelector): Promise<readonly string[] | undefined>;
}

/** Keeps the rule groups of a Mimir's or Cortex' ruler. What it refuses is a FirebreakError in its words. */
export interface RulerClient {
  /** YAML of the groups in a namespace; undefined when there are none. */
  groups(namespace: string): Promise<string | undefined>;
  /** Creates or replaces the group that the YAML holds. */
  putGroup(namespace: string, yaml: string): Promise<void>;
  removeGroup(namespace: string, name: string): Promise<void>;
}
