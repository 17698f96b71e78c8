import type { IncidentOutlook, IncidentSummary } from '../../../http/answers.js';
import { Badge, type Tone } from '../../parts/badge.js';
import { Time, Until } from '../../parts/time.js';
import { spanText } from '../../words/times.js';
import { ActionButton } from './action-button.js';
import lists from './lists.module.css';
import { hrefOf, termsOf, vendorActions, vendorDues } from './model/vendors.js';
import css from './vendors.module.css';

type Vendor = IncidentOutlook['vendors'][number];
type Case = IncidentSummary['vendorCases'][number];

interface Props {
  readonly incident: IncidentSummary;
  readonly vendors: readonly Vendor[];
}

/** Whom the service depends on: how they are reached, what they have promised, and the cases with them. Nothing where there are none. */
export function Vendors({ incident, vendors }: Props) {
  const closed = incident.vendorCases.filter(({ closedAt }) => closedAt !== null);
  if (vendors.length === 0 && closed.length === 0) return null;
  return (
    <section aria-labelledby="vendors">
      <h2 id="vendors">Vendors</h2>
      <ul className={lists['list']}>
        {vendors.map((vendor) => (
          <OfVendor key={vendor.id} vendor={vendor} incident={incident} />
        ))}
        {closed.map((each) => (
          <li key={each.number}>
            <CaseHead of={each} />
            <small>
              {answerText(each)}. Closed {each.closedAt !== null && <Time at={each.closedAt} />}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}

function OfVendor({ vendor, incident }: { readonly vendor: Vendor; readonly incident: IncidentSummary }) {
  const { name, routes, open } = vendor;
  const waiting = incident.status === 'resolved' ? [] : vendorDues([vendor]);
  return (
    <li className={css['vendor']}>
      <b>{name}</b>
      <small>{termsOf(vendor)}</small>
      <ul className={css['routes']} aria-label={`How ${name} is reached`}>
        {routes.map((route) => (
          <li key={route.name}>
            {route.name}: <Way route={route} />
          </li>
        ))}
      </ul>
      {open !== null && (
        <div>
          <CaseHead of={open} />
          <small>{open.answeredAt === null ? 'They have not answered.' : `${answerText(open)}.`}</small>
          {waiting.map(({ key, text, at }) => (
            <small key={key}>
              {text}: <Until at={at} />
            </small>
          ))}
        </div>
      )}
      <span className={lists['row']}>
        {vendorActions(vendor, incident).map((action) => (
          <ActionButton key={action.id} action={action} />
        ))}
      </span>
    </li>
  );
}

function Way({ route }: { readonly route: Vendor['routes'][number] }) {
  const href = hrefOf(route);
  if (href === undefined) return <>told through {route.to}</>;
  return (
    <a href={href} rel="noreferrer">
      {route.to}
    </a>
  );
}

function CaseHead({ of }: { readonly of: Case }) {
  const { number, name, reason, by, openedAt } = of;
  const [word, tone] = stateOf(of);
  return (
    <>
      <b>V{number}</b> {name}: {reason} <Badge tone={tone}>{word}</Badge>
      <small>
        opened by {by}, <Time at={openedAt} />
      </small>
    </>
  );
}

function stateOf({ closedAt, answeredAt, overdueAt }: Case): readonly [word: string, tone: Tone] {
  if (closedAt !== null) return ['closed', 'plain'];
  if (answeredAt !== null) return ['answered', 'ok'];
  return overdueAt === null ? ['waits for them', 'ticket'] : ['promise broken', 'page'];
}

/** `Answered after 12m, promised were 15m (their CASE-4711)`. */
function answerText({ openedAt, answeredAt, promisedMs, reference }: Case): string {
  if (answeredAt === null) return 'They never answered';
  const took = spanText(Date.parse(answeredAt) - Date.parse(openedAt));
  const promised = promisedMs === null ? 'nothing was promised' : `promised were ${spanText(promisedMs)}`;
  return `Answered after ${took}, ${promised}${reference === null ? '' : ` (their ${reference})`}`;
}
