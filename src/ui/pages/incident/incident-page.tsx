import { useState } from 'react';
import { useParams } from 'react-router';
import type { AudienceUpdate } from '../../../http/answers.js';
import { useIncident, useOutlook, useUpdates } from '../../api/incidents.js';
import { AskError } from '../../browser/ask.js';
import { useTitle } from '../../browser/title.js';
import { Answered } from '../../parts/answered.js';
import { Commander } from './commander.js';
import { type OneMoment, ofOneMoment } from './model/one-moment.js';

/** One screen for the commander of an incident. */
export default function IncidentPage() {
  const { id = '' } = useParams();
  const detail = useIncident(id);
  const outlook = useOutlook(id, detail.data?.incident.status === 'monitoring');
  const updates = useUpdates(id);
  const title = detail.data?.incident.title;
  useTitle(title === undefined ? id : `${id} ${title}`);
  if (detail.error instanceof AskError && detail.error.status === 404) {
    return (
      <>
        <h1>There is no {id}</h1>
        <p>
          It may be older than incidents are kept (<code>incidents.retention</code>), or of another daemon.
        </p>
      </>
    );
  }
  return (
    <Answered query={detail} what={id} lines={12} heading={id}>
      {(known) => (
        <Answered query={outlook} what={`What can be done with ${id}`} lines={12}>
          {(ahead) => (
            <AtOneMoment
              newest={{ detail: known, outlook: ahead }}
              isUnderWay={detail.isFetching || outlook.isFetching}
              updates={updates.data?.updates ?? []}
            />
          )}
        </Answered>
      )}
    </Answered>
  );
}

interface Props {
  readonly newest: OneMoment;
  readonly isUnderWay: boolean;
  readonly updates: readonly AudienceUpdate[];
}

function AtOneMoment({ newest, isUnderWay, updates }: Props) {
  const [shown, setShown] = useState(newest);
  const next = ofOneMoment(shown, newest, isUnderWay);
  if (next !== shown) setShown(next);
  return <Commander {...next} updates={updates} />;
}
