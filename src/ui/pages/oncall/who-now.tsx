import type { ContactView, OnCallStatus } from '../../../http/answers.js';
import { useContacts } from '../../api/on-call.js';
import { Badge } from '../../parts/badge.js';
import stacked from '../../parts/stacked.module.css';
import { PlannedTime, Until } from '../../parts/time.js';
import css from './oncall.module.css';
import { reachOf } from './reach.js';

type Answering = OnCallStatus['schedules'][number];

/** Who answers now and who next: of each tier of each team, and of schedules that are no team's. */
export function WhoNow({ status: { teams, schedules } }: { readonly status: OnCallStatus }) {
  const ofTeams = new Set(teams.flatMap(({ tiers }) => tiers.map(({ schedule }) => schedule)));
  const rows = [
    ...teams.flatMap(({ name, tiers }) =>
      tiers
        .filter(({ state }) => state !== 'unset')
        .map((tier) => ({
          key: `${name} ${tier.tier}`,
          team: name,
          what: tier.tier,
          schedule: tier.schedule,
          answering: tier,
        })),
    ),
    ...schedules
      .filter(({ id }) => !ofTeams.has(id))
      .map((schedule) => ({
        key: schedule.id,
        team: '',
        what: schedule.id,
        schedule: schedule.id,
        answering: schedule,
      })),
  ];
  return (
    <table className={`${css['now'] ?? ''} ${stacked['stacked'] ?? ''}`}>
      <caption className="visually-hidden">Who is on call now, and who next</caption>
      <thead>
        <tr>
          <th scope="col">Team</th>
          <th scope="col">As</th>
          <th scope="col">Now</th>
          <th scope="col">Because of</th>
          <th scope="col">Next</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, team, what, schedule, answering }) => (
          <tr key={key}>
            <td>{team}</td>
            <th scope="row">{what}</th>
            <td data-word="now">
              <Now {...answering} />
            </td>
            <td className={css['soft']} data-word="because of">
              <Because answering={answering} schedule={schedule} />
            </td>
            <td data-word="next">
              {answering.next ? (
                <>
                  {answering.next.onCall?.fullName ?? 'nobody: a gap'} <Until at={answering.next.at} />,{' '}
                  <PlannedTime at={answering.next.at} />
                </>
              ) : (
                'the same for 13 weeks'
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Why whoever answers does; of a gap which layers leave it, and what to do about it. */
function Because({
  answering: { now, state, whyNobody },
  schedule,
}: {
  readonly answering: Pick<Answering, 'now' | 'state' | 'whyNobody'>;
  readonly schedule: string | null;
}) {
  if (now) return now.reason;
  if (state !== 'gap' || schedule === null) return 'its file has errors: Settings say which';
  return (
    <>
      schedule {schedule}: {whyNobody}. <a href={`#schedule-${encodeURIComponent(schedule)}`}>Override it</a>{' '}
      to have somebody there now.
    </>
  );
}

function Now({ now, state, text }: Pick<Answering, 'now' | 'state' | 'text'>) {
  const { data: contacts } = useContacts();
  if (!now)
    return (
      <Badge tone={state === 'gap' ? 'page' : 'unknown'}>{state === 'gap' ? 'nobody: a gap' : text}</Badge>
    );
  return (
    <>
      <b>{now.fullName}</b>
      {contacts && <Reached person={now.person} contacts={contacts} />}
      {now.shadows.length > 0 && (
        <small className={css['soft']}>
          {' '}
          {now.shadows.join(', ')} {now.shadows.length === 1 ? 'is' : 'are'} told as well
        </small>
      )}
    </>
  );
}

function Reached({
  person,
  contacts,
}: {
  readonly person: string;
  readonly contacts: readonly ContactView[];
}) {
  const { isKnown, text } = reachOf(person, contacts);
  return isKnown ? (
    <small className={css['soft']}> {text}</small>
  ) : (
    <>
      {' '}
      <Badge tone="unknown">{text}</Badge>
    </>
  );
}
