import type { ScheduleShifts } from '../../../http/answers.js';
import { wallText } from '../../words/zone.js';
import { barOf } from './calendar-model.js';
import css from './calendar.module.css';

interface Props {
  /** By whose clocks times are told. */
  readonly zone: string;
  readonly shifts: ScheduleShifts['shifts'];
  readonly from: number;
  readonly until: number;
  readonly now: number;
  readonly colours: ReadonlyMap<string, number>;
  readonly label: string;
  readonly thin?: true;
}

/** Shifts as bars with names; a gap is hatched and says so, shadows stand beside the name. */
export function Row({ zone, shifts, from, until, now, colours, label, thin }: Props) {
  return (
    <ol className={`${css['row'] ?? ''} ${thin ? (css['thin'] ?? '') : ''}`} aria-label={label}>
      {shifts.map(({ startAt, endAt, onCall }) => {
        const { left, width } = barOf(Date.parse(startAt), Date.parse(endAt), from, until);
        const who = onCall
          ? `${onCall.fullName}${onCall.shadows.length > 0 ? `, shadow ${onCall.shadows.join(', ')}` : ''}`
          : 'nobody';
        const title = `${who}, ${wallText(zone, Date.parse(startAt))} to ${wallText(zone, Date.parse(endAt))} ${zone}${onCall ? `: ${onCall.reason}` : thin ? ', by this layer' : ': a gap'}`;
        const look = onCall
          ? `${css[`person${colours.get(onCall.person) ?? 0}`] ?? ''} ${onCall.because === 'override' ? (css['over'] ?? '') : ''}`
          : (css[thin ? 'rest' : 'gap'] ?? '');
        return (
          <li
            key={startAt}
            className={`${css['shift'] ?? ''} ${look}`}
            style={{ left: `${left * 100}%`, width: `${width * 100}%` }}
            title={title}
            aria-current={Date.parse(startAt) <= now && now < Date.parse(endAt) ? 'time' : undefined}
          >
            <span>{who}</span>
          </li>
        );
      })}
    </ol>
  );
}
