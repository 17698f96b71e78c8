import type { Incident, IncidentEvent } from '../core/incident/incident.js';
import type { ImpactView } from '../core/incident/impact.js';
import type { SharedIncident as SharedView } from '../core/incident/sharing.js';
import type { MadeShareLink } from './routes/shared.js';
import type { Topic } from '../engine/changes.js';
import type * as read from '../engine/read-models.js';
import type { SessionView } from './access/session-view.js';
import type { InstantField } from './json-view.js';

/**
 * What the API answers, as those read it who ask: `jsonView` of a read model. Instants are ISO 8601 in UTC, what is undefined is null;
 * what is optional may be left out.
 */
export type Answer<Model, Field = ''> = Model extends undefined
  ? null
  : Model extends number
    ? Field extends InstantField
      ? string
      : number
    : Model extends string | boolean | null
      ? Model
      : Model extends readonly (infer Item)[]
        ? readonly Answer<Item, Field>[]
        : { readonly [Key in keyof Model]: Answer<Model[Key], Key> };

export type SloRow = Answer<read.SloRow>;
export type SloStatus = Answer<read.SloStatus>;
export type SloHistory = Answer<read.SloHistoryView>;
export type SloSpec = Answer<read.SloSpecView>;
export type WhatIf = Answer<read.WhatIfView>;
export type PagePreview = Answer<read.PagePreview>;
export type DaemonStatus = Answer<read.DaemonStatus>;
export type ReceiverView = Answer<read.ReceiverView>;
export type ReceiverTest = Answer<read.ReceiverTest>;
export type NewToken = Answer<read.NewTokenView>;
export type GateAnswer = Answer<read.GateAnswer>;
export type DeliveryStatus = Answer<read.DeliveryStatus>;
export type ScheduleShifts = Answer<read.ScheduleShifts>;
export type PlannedOverride = Answer<read.PlannedOverrideView>;
export type OverrideOfFiles = Answer<read.OverrideOfFiles>;
export type OnCallFinding = Answer<read.OnCallFindingView>;
export type ContactView = Answer<read.ContactView>;
export type OnCallStatus = Answer<read.OnCallStatus>;
export type IncidentSummary = Answer<Incident>;
export type ListedIncidents = Answer<read.ListedIncidents>;
export type IncidentOutlook = Answer<read.IncidentOutlook>;
export type IncidentSli = Answer<read.IncidentSli>;
export type IncidentRules = Answer<read.IncidentRules>;
export type TimelineEntry = Answer<IncidentEvent>;
export type IncidentDetail = Answer<read.IncidentDetail>;
export type Impact = Answer<ImpactView>;
export type AudienceUpdate = Answer<read.AudienceView>;
export type TokenView = Answer<read.TokenView>;
export type StatusPageEntry = Answer<read.StatusPageEntry>;
export type StatusPage = Answer<read.StatusPageView>;
export type NewShareLink = Answer<MadeShareLink>;
export type SharedIncident = Answer<SharedView>;
export type Session = SessionView;
export type { Topic };
