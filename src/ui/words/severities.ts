import type { IncidentSummary } from '../../http/answers.js';
import type { Tone } from '../parts/badge.js';

/** How loud a severity looks. */
export const SEVERITY_TONES: Readonly<Record<IncidentSummary['severity'], Tone>> = {
  sev1: 'page',
  sev2: 'page',
  sev3: 'ticket',
  sev4: 'plain',
};
