import type { IncidentOutlook, IncidentSummary } from '../../../http/answers.js';
import { Button } from '../../parts/button.js';
import { ROLE_LIST, ROLE_WORDS, type Role } from '../../words/incidents.js';
import { useActing } from './act.js';
import { ActionButton } from './action-button.js';
import css from './roles.module.css';
import lists from './lists.module.css';
import { giveRole, releaseRole, takeRole } from './model/people.js';

interface Props {
  readonly incident: IncidentSummary;
  readonly outlook: IncidentOutlook;
  /** By what name whoever looks is known; empty when by none. */
  readonly own: string;
  readonly names: readonly string[];
}

/** Who holds which role: to take, to give, to release. */
export function Roles({ incident, outlook, own, names }: Props) {
  const over = incident.status === 'resolved';
  return (
    <section aria-labelledby="roles">
      <h2 id="roles">Roles</h2>
      <p className={lists['soft']}>
        {outlook.fullCrew
          ? `${incident.severity.toUpperCase()} needs four persons for the four roles before work begins.`
          : 'A commander is enough; what nobody else has taken the commander does.'}
      </p>
      <ul className={css['roles']}>
        {ROLE_LIST.map((role) => (
          <li key={role}>
            <span>{ROLE_WORDS[role]}</span>
            <b>{incident.roles[role] ?? <i className={css['open']}>nobody</i>}</b>
            {!over && (
              <RoleButtons role={role} holder={incident.roles[role] ?? null} own={own} names={names} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface RoleProps {
  readonly role: Role;
  readonly holder: string | null;
  readonly own: string;
  readonly names: readonly string[];
}

function RoleButtons({ role, holder, own, names }: RoleProps) {
  const { begin } = useActing();
  return (
    <span className={css['role-buttons']}>
      {own !== '' && holder !== own && (
        <ActionButton action={takeRole(role, own)} label="Take" look="quiet" />
      )}
      <Button
        look="quiet"
        aria-label={`Give ${ROLE_WORDS[role]}`}
        onClick={() => begin(giveRole(role, holder, names))}
      >
        Give
      </Button>
      {holder !== null && <ActionButton action={releaseRole(role)} label="Release" look="quiet" />}
    </span>
  );
}
