import type { Slo } from '../slo/slo.js';
import type { Episode, Replay } from './replay-result.js';

/** An incident as people remember it. Instants are epoch ms; what is undefined applies to every service or SLO. */
export interface LabelledIncident {
  readonly start: number;
  readonly end: number;
  readonly service: string | undefined;
  readonly slo: string | undefined;
  readonly name: string | undefined;
}

/** A page, and whose it is. */
export interface PageOf {
  readonly sloId: string;
  readonly page: Episode;
}

/** How well pages and labelled incidents match. A ratio of nothing is undefined. */
export interface IncidentScore {
  /** The share (0-1) of pages that were open while an incident was on. */
  readonly precision: number | undefined;
  readonly pages: number;
  /** The share (0-1) of incidents during which a page was open. */
  readonly recall: number | undefined;
  readonly incidents: number;
  readonly missed: readonly LabelledIncident[];
  readonly falsePages: readonly PageOf[];
  /** Incidents outside of the span, or of no SLO that was replayed: nothing can be said about them. */
  readonly leftOut: readonly LabelledIncident[];
}

/** Scores the pages of all SLOs of one candidate together. */
export function scoreIncidents(
  replays: readonly Replay[],
  incidents: readonly LabelledIncident[],
): IncidentScore {
  const applies = (incident: LabelledIncident, { slo, from, to }: Replay) =>
    isAbout(incident, slo) && incident.start < to && incident.end > from;
  const judged = incidents.filter((incident) => replays.some((replay) => applies(incident, replay)));
  const pages = replays.flatMap((replay) =>
    replay.episodes.filter(({ severity }) => severity === 'page').map((page) => ({ replay, page })),
  );
  const meets = (incident: LabelledIncident, { replay, page }: (typeof pages)[number]) =>
    isAbout(incident, replay.slo) &&
    page.openedAt <= incident.end &&
    (page.closedAt ?? replay.to) >= incident.start;
  const missed = judged.filter((incident) => !pages.some((page) => meets(incident, page)));
  const falsePages = pages.filter((page) => !judged.some((incident) => meets(incident, page)));
  return {
    precision: share(pages.length - falsePages.length, pages.length),
    pages: pages.length,
    recall: share(judged.length - missed.length, judged.length),
    incidents: judged.length,
    missed,
    falsePages: falsePages.map(({ replay, page }) => ({ sloId: replay.slo.id, page })),
    leftOut: incidents.filter((incident) => !judged.includes(incident)),
  };
}

function isAbout({ service, slo }: LabelledIncident, { service: its, name }: Slo): boolean {
  return (service === undefined || service === its) && (slo === undefined || slo === name);
}

function share(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}
