import type { IncidentOutlook, IncidentSummary } from '../../../http/answers.js';
import { Badge } from '../../parts/badge.js';
import { Time, Until } from '../../parts/time.js';
import { recoveryShown } from './model/recovery.js';
import css from './recovery.module.css';

interface Props {
  readonly incident: IncidentSummary;
  readonly outlook: IncidentOutlook;
}

/** Whether it is proven that users are served again, and what is missing; nothing before it is watched. */
export function Recovery({ incident, outlook }: Props) {
  const shown = recoveryShown(incident, outlook);
  if (shown === undefined) return null;
  return (
    <p className={css['recovery']} role="group" aria-label="Recovery">
      {shown.kind === 'proven' && (
        <>
          <Badge tone="ok">recovery is proven</Badge> It can be resolved.
        </>
      )}
      {shown.kind === 'seen' && (
        <>
          <Badge tone="ticket">recovery is being proven</Badge> Within the SLO since <Time at={shown.since} />
          {shown.provenAt !== null && (
            <>
              , proven <Until at={shown.provenAt} /> if it stays
            </>
          )}
          .
        </>
      )}
      {shown.kind === 'missing' && (
        <>
          <Badge tone="unknown">recovery is not seen yet</Badge> {shown.reason}.
        </>
      )}
    </p>
  );
}
