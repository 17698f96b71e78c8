import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { systemClock } from '../../adapters/clock/system-clock.js';
import { readYamlFiles } from '../../adapters/spec-files/read-files.js';
import { type FilesState, lookAtFiles } from '../../adapters/spec-files/watch-files.js';
import type { Exclusion } from '../../core/exclusions/exclusion.js';
import { DEFAULT_INCIDENT_POLICY, type IncidentPolicy } from '../../core/incident/policy.js';
import type { OnCallPlan } from '../../core/oncall/plan.js';
import type { PlaceOnCall } from '../../engine/queries/on-call-lint.js';
import { recordedSli } from '../../core/slo/recorded-sli.js';
import { isRecordable } from '../../rules/slices.js';
import type { Slo } from '../../core/slo/slo.js';
import type { SloTemplate } from '../../core/slo/slo-template.js';
import type { Problem, SpecFile } from '../../spec/problem.js';
import { readIncidentPolicy } from '../../spec/incident-policy/read-incident-policy.js';
import { checkReceivers } from '../../spec/oncall/check-receivers.js';
import { readOnCall } from '../../spec/oncall/read-oncall.js';
import { readSpecs } from '../../spec/read-specs.js';
import { hideValues } from '../config/hide-values.js';
import { readConfig } from '../config/read-config.js';
import type { Environment, Settings, SettingsFlags } from '../config/settings.js';
import { checkStatusPages } from './check-status-pages.js';
import { type Unreadable, unreadableInput, unreadableProblem, wholeFile } from './unreadable-input.js';

/** Where the daemon's inputs are. */
export interface InputPlaces {
  /** The configuration file; undefined when none was named. */
  readonly configPath: string | undefined;
  readonly workFolder: string;
  readonly env: Environment;
  readonly flags: SettingsFlags;
  /** True where all is only checked: secrets may be on the daemon's host alone. */
  readonly secretsElsewhere?: boolean;
}

/** Settings and SLOs as the files say now. `settings` is undefined when the configuration is broken. */
export interface Inputs {
  readonly settings: Settings | undefined;
  readonly slos: readonly Slo[];
  readonly exclusions: readonly Exclusion[];
  readonly templates: readonly SloTemplate[];
  readonly problems: readonly Problem[];
  /** The files as read, for pointing into them. */
  readonly files: readonly SpecFile[];
  /** Where on-call files say what is in force. */
  readonly placeOnCall: PlaceOnCall;
  /** Where they came from, and how that looked just before it was read. */
  readonly watched: { readonly paths: readonly string[]; readonly state: FilesState };
}

const NOTHING = {
  settings: undefined,
  slos: [],
  templates: [],
  exclusions: [],
  files: [],
  placeOnCall: () => undefined,
};

/** Reads configuration and specs, when a daemon starts or while it runs; never throws for what is wrong with them. */
export async function loadInputs(places: InputPlaces, when: 'start' | 'reload' = 'start'): Promise<Inputs> {
  const { configPath, workFolder, env, flags } = places;
  const path = configPath === undefined ? undefined : resolve(workFolder, configPath);
  const config = path === undefined ? undefined : await readConfigFile(path);
  const configPaths = path === undefined ? [] : [path];
  const unwatched = { paths: configPaths, state: '' };
  if (config && 'problem' in config) {
    return { ...NOTHING, problems: [config.problem], watched: unwatched };
  }
  const { settings, problems, place } = readConfig({
    file: config?.file,
    fileFolder: path === undefined ? workFolder : dirname(path),
    workFolder,
    env,
    flags,
    readSecretFile: (secret) => readFileSync(secret, 'utf8'),
    ...(places.secretsElsewhere ? { secretsElsewhere: true } : {}),
  });
  const configFiles = config ? [hideValues(config.file)] : [];
  if (!settings) return { ...NOTHING, problems, files: configFiles, watched: unwatched };
  const policyPaths = settings.incidentPolicy === undefined ? [] : [settings.incidentPolicy];
  const tlsPaths = settings.http.tls?.files ?? [];
  const paths = [...settings.specs, ...settings.onCall, ...policyPaths, ...configPaths, ...tlsPaths];
  const state = await lookAtFiles(paths);
  const { files, errors } = await readYamlFiles(settings.specs);
  const specs = readSpecs(files, systemClock.now());
  const unreadable: Unreadable = (section, { path: at, message }) =>
    unreadableInput(settings, section, { path: at, message }, place);
  const onCall = await readOnCallFiles(settings, unreadable);
  const incidents = await readPolicyFile(policyPaths, settings, onCall.plan, when, unreadable);
  const byRules = settings.counts === 'rules';
  return {
    settings: {
      ...settings,
      engine: { ...settings.engine, onCall: onCall.plan, incidents: incidents.policy },
    },
    slos: byRules ? specs.slos.map(countedByRules) : specs.slos,
    templates: byRules
      ? specs.templates.map((template) => ({ ...template, recorded: true }))
      : specs.templates,
    exclusions: specs.exclusions,
    problems: [
      ...problems,
      ...checkStatusPages(settings.engine, specs.slos, specs.templates, place),
      ...errors.map((error) => unreadable('specs', error)),
      ...specs.problems,
      ...onCall.problems,
      ...incidents.problems,
    ],
    files: [...configFiles, ...files, ...onCall.files, ...incidents.files],
    placeOnCall: onCall.place,
    watched: { paths, state },
  };
}

async function readOnCallFiles(
  { onCall, receivers }: Settings,
  unreadable: Unreadable,
): Promise<{
  readonly plan: OnCallPlan;
  readonly problems: readonly Problem[];
  readonly files: readonly SpecFile[];
  readonly place: PlaceOnCall;
}> {
  const { files, errors } = await readYamlFiles(onCall);
  const read = readOnCall(files);
  const known = receivers.map(({ name, kind }) => ({
    name,
    takesAddress: TAKE_ADDRESSES.has(kind),
    isRead: !UNREAD.has(kind),
  }));
  return {
    plan: read.plan,
    problems: [
      ...errors.map((error) => unreadable('on_call', error)),
      ...read.problems,
      ...checkReceivers(read, known),
    ],
    files,
    place(subject) {
      const found = read.place(subject, NOTHING_SAID);
      return found && { file: found.file, line: found.line };
    },
  };
}

const NOTHING_SAID = { code: '', severity: 'warning', message: '', mend: '' } as const;

/** The policy of incidents; when its file is broken the default, which is said. */
async function readPolicyFile(
  paths: readonly string[],
  { receivers }: Settings,
  { escalations }: OnCallPlan,
  when: 'start' | 'reload',
  unreadableAt: Unreadable,
): Promise<{
  readonly policy: IncidentPolicy;
  readonly problems: readonly Problem[];
  readonly files: readonly SpecFile[];
}> {
  const { files, errors } = await readYamlFiles(paths);
  const unreadable = errors.map((error) => unreadableAt('incident_policy', error));
  const names = { receivers: receivers.map(({ name }) => name), escalations: [...escalations.keys()] };
  const [file] = files;
  const read = file ? readIncidentPolicy(file, names) : { policy: undefined, problems: [] };
  const problems = [...unreadable, ...read.problems];
  const [broken] = read.policy || paths.length === 0 ? [] : paths;
  return {
    policy: read.policy ?? DEFAULT_INCIDENT_POLICY,
    problems: broken === undefined ? problems : [...problems, inForceInstead(broken, when)],
    files,
  };
}

function inForceInstead(file: string, when: 'start' | 'reload'): Problem {
  const what =
    when === 'start'
      ? {
          code: 'default-policy',
          message: 'nothing of this file is in force: incidents are run as by default',
          mend: 'mend it, and reload; until then see docs/incidents.md for what holds',
        }
      : {
          code: 'policy-stays',
          message: 'nothing of this file is in force: the policy from before this reload stays',
          mend: 'mend it, and reload',
        };
  return { ...wholeFile(file), severity: 'warning', ...what };
}

/** Receivers that reach whomever an address names. */
const TAKE_ADDRESSES: ReadonlySet<string> = new Set(['email', 'slack-api']);

/** They take alerts only, or publish what customers are told. */
const UNREAD: ReadonlySet<string> = new Set(['pagerduty', 'opsgenie', 'alertmanager', 'statuspage']);

function countedByRules(slo: Slo): Slo {
  if (!isRecordable(slo)) return slo;
  return { ...slo, sli: recordedSli(slo) };
}

async function readConfigFile(path: string): Promise<{ file: SpecFile } | { problem: Problem }> {
  try {
    return { file: { path, text: await readFile(path, 'utf8') } };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { problem: unreadableProblem(path, why) };
  }
}

export function errorsOf(inputs: Inputs): readonly Problem[] {
  return inputs.problems.filter((problem) => problem.severity === 'error');
}
