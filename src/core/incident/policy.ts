import { DAY, HOUR, MINUTE } from '../time/duration.js';
import type { Audience, Moment } from './audiences.js';
import type { IncidentSeverity } from './severities.js';

/** What an incident of one severity asks for; durations in ms. */
export interface SeverityRule {
  /** What it means, for people. */
  readonly criteria: string;
  /** How long somebody may take to acknowledge it. */
  readonly response: number;
  /** How long its cause may stay unknown before the next step is asked; undefined: as long as it takes. */
  readonly cause: number | undefined;
  /** How often each audience hears of it; one that is left out is not told. */
  readonly cadence: Readonly<Partial<Record<Audience, number>>>;
  /** How soon each audience hears of it first, where that is sooner than its cadence. */
  readonly firstNotice: number | undefined;
  /** The id of the escalation policy; undefined: that of the team that owns the service. */
  readonly escalation: string | undefined;
  /** A person for each role, and none with two. */
  readonly fullCrew: boolean;
  /** How long recovery has to be seen without a break. */
  readonly recovery: number;
  /** More than this share of events failing (0-1), or all of them, makes an incident this severe; undefined: no share does. */
  readonly errorRatio: number | undefined;
}

/** How incidents are run. */
export interface IncidentPolicy {
  readonly severities: Readonly<Record<IncidentSeverity, SeverityRule>>;
  /** One level up when the share of failing events is this many times what it was when it was declared, and again from there. */
  readonly impactGrowth: number;
  /** An alert joins an incident that related ones have opened at most this long (ms) before; undefined: each opens its own. */
  readonly attachRelatedWithin: number | undefined;
  /** The receivers of what is told to each audience. */
  readonly audiences: Readonly<Partial<Record<Audience, readonly string[]>>>;
  /** What drafts say, with `{names}` of facts in them; our own words where nothing is said. */
  readonly templates: Readonly<Partial<Record<Audience, Readonly<Partial<Record<Moment, string>>>>>>;
}

/** What mission.md B1, B2 and C5 ask for where nobody says otherwise. */
export const DEFAULT_INCIDENT_POLICY: IncidentPolicy = {
  severities: {
    sev1: {
      criteria: 'full outage, data-loss risk or security breach',
      response: 5 * MINUTE,
      cause: 30 * MINUTE,
      cadence: { engineering: 15 * MINUTE, executives: 15 * MINUTE, customers: 15 * MINUTE },
      firstNotice: 10 * MINUTE,
      escalation: undefined,
      fullCrew: true,
      recovery: 30 * MINUTE,
      errorRatio: 0.9,
    },
    sev2: {
      criteria: 'more than a quarter of users degraded, or a key feature down',
      response: 15 * MINUTE,
      cause: 2 * HOUR,
      cadence: { engineering: 30 * MINUTE, executives: 30 * MINUTE, customers: 30 * MINUTE },
      firstNotice: undefined,
      escalation: undefined,
      fullCrew: true,
      recovery: 30 * MINUTE,
      errorRatio: 0.25,
    },
    sev3: {
      criteria: 'a minor feature is broken, and there is a workaround',
      response: HOUR,
      cause: undefined,
      cadence: { engineering: 2 * HOUR },
      firstNotice: undefined,
      escalation: undefined,
      fullCrew: false,
      recovery: 15 * MINUTE,
      errorRatio: undefined,
    },
    sev4: {
      criteria: 'cosmetic, or no user notices',
      response: DAY,
      cause: undefined,
      cadence: { engineering: DAY },
      firstNotice: undefined,
      escalation: undefined,
      fullCrew: false,
      recovery: 15 * MINUTE,
      errorRatio: undefined,
    },
  },
  impactGrowth: 2,
  attachRelatedWithin: 30 * MINUTE,
  audiences: {},
  templates: {},
};
