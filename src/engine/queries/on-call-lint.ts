import { lintPlan } from '../../core/oncall/lint/lint-plan.js';
import { subjectText } from '../../core/oncall/lint/subject-text.js';
import type { Subject } from '../../core/oncall/lint/finding.js';
import type { OnCallPlan } from '../../core/oncall/plan.js';
import type { FilePlace, OnCallFindingView } from '../read-models.js';

/** Where on-call files say something; undefined for what they do not say. */
export type PlaceOnCall = (subject: Subject) => FilePlace | undefined;

/** The plan in force, what of it stands in files, and where. */
interface PlanAndFiles {
  readonly plan: OnCallPlan;
  readonly planOfFiles: OnCallPlan;
  readonly place: PlaceOnCall;
}

/** What the linter finds about the plan in force, in words, and where that stands in the files. */
export function onCallLint({ plan, planOfFiles, place }: PlanAndFiles, at: number): OnCallFindingView[] {
  return lintPlan(plan, at).map((finding) => {
    const isMadeHere = overrideMadeHere(finding.subject, planOfFiles);
    const about = subjectText(finding.subject, plan);
    return {
      ...finding,
      about: isMadeHere ? `${about}, made here` : about,
      place: isMadeHere ? undefined : place(finding.subject),
    };
  });
}

/** Those made through the daemon stand after those of the files. */
function overrideMadeHere([section, id, list, index]: Subject, { schedules }: OnCallPlan): boolean {
  if (section !== 'schedules' || list !== 'overrides') return false;
  return Number(index) >= (schedules.get(String(id))?.overrides.length ?? 0);
}
