import type { Tone } from '../parts/badge.js';
import type { Phase } from './incidents.js';

/** How loud a phase looks: nobody has it, somebody has it, it is watched, it is over. */
export const PHASE_TONES: Readonly<Record<Phase, Tone>> = {
  declared: 'page',
  acknowledged: 'ticket',
  investigating: 'ticket',
  identified: 'ticket',
  mitigating: 'ticket',
  monitoring: 'plain',
  resolved: 'ok',
  closed: 'ok',
};
