import { useState } from 'react';
import { useNavigate } from 'react-router';
import type {
  AudienceUpdate,
  IncidentDetail,
  IncidentOutlook,
  IncidentSummary,
  NewShareLink,
} from '../../../http/answers.js';
import { useOpenIncidents } from '../../api/incidents.js';
import { useOnCall } from '../../api/on-call.js';
import { useSession, yourName } from '../../api/session.js';
import { readClock } from '../../browser/clock.js';
import { focusOn, useKeys } from '../../browser/keys.js';
import { keep, kept } from '../../browser/storage.js';
import { ActingProvider } from './act.js';
import { ActionDialog } from './action-dialog.js';
import { Clocks } from './clocks.js';
import { Head } from './head.js';
import { Impact } from './impact.js';
import css from './commander.module.css';
import lists from './lists.module.css';
import { KeysHelp } from './keys-help.js';
import type { Action } from './model/action.js';
import { actionsOf } from './model/actions.js';
import { MAKE_LINK } from './model/sharing.js';
import { inPlace } from './model/in-place.js';
import { namesOf, takeOpenRole } from './model/people.js';
import { News } from './news.js';
import { NextSteps } from './next-steps.js';
import { NotNow } from './not-now.js';
import { Palette } from './palette.js';
import { MadeLink, Partners } from './partners.js';
import { PeopleTold } from './people-told.js';
import { More } from './related.js';
import { Roles } from './roles.js';
import { Timeline } from './timeline.js';
import { Updates } from './updates.js';
import { useAct } from './use-act.js';
import { Vendors } from './vendors.js';
import { Work } from './work.js';

interface Props {
  readonly detail: IncidentDetail;
  readonly outlook: IncidentOutlook;
  readonly updates: readonly AudienceUpdate[];
}

type Open =
  | { readonly kind: 'action'; readonly action: Action }
  | { readonly kind: 'link'; readonly made: NewShareLink }
  | { readonly kind: 'keys' | 'palette' };

/** The incident with everything that can be done with it, by pointer and by keys. */
export function Commander({ detail, outlook, updates }: Props) {
  const { incident, timeline } = detail;
  const { id } = incident;
  const { data: session } = useSession();
  const { data: onCall } = useOnCall();
  const { data: openOnes } = useOpenIncidents();
  const navigate = useNavigate();
  const [open, setOpen] = useState<Open>();
  const [asked, setAsked] = useState<Action>();
  const [keysOn, setKeysOn] = useState(() => kept('keys') !== 'off');
  const names = namesOf(onCall, incident);
  const others = (openOnes ?? []).map((each) => each.id).filter((each) => each !== id);
  const actions = actionsOf({ incident, outlook, names, others });
  const { acting, submit } = useAct(id, (action) => setOpen({ kind: 'action', action }));
  const own = session?.isShared === true ? yourName() : (session?.name ?? '');

  function openAs(what: Open): boolean {
    setOpen(what);
    return true;
  }

  useKeys((key) => {
    setAsked(undefined);
    if (key === 'ctrl+k') return openAs({ kind: 'palette' });
    if (key === '?') return openAs({ kind: 'keys' });
    if (!keysOn) return false;
    if (key === 'k') return openAs({ kind: 'palette' });
    if (key === 'n') return goTo('note');
    if (key === '/') return goTo('timeline-search');
    if (key === 'u') return goTo('updates');
    const action =
      key === 't' ? takeOpenRole(incident, own) : actions.find(({ key: itsKey }) => itsKey === key);
    if (!action) return false;
    if (action.refused === null) acting.begin(action);
    else setAsked(action);
    return true;
  });

  return (
    <ActingProvider value={acting}>
      <article className={css['page']}>
        <Head incident={incident} actions={actions} />
        <News timeline={timeline} own={own} />
        <div className={css['columns']}>
          <div className={css['impact']}>
            <Impact incident={incident} />
          </div>
          <div className={css['lead']}>
            <NextSteps incident={incident} outlook={outlook} actions={actions} />
            <Clocks incident={incident} outlook={outlook} updates={updates} />
            <Roles incident={incident} outlook={outlook} own={own} names={names} />
            <PeopleTold detail={detail} outlook={outlook} />
          </div>
          <div className={css['work']}>
            <Work incident={incident} timeline={timeline} actions={actions} boxes={boxesOf(outlook)} />
            <Updates id={id} updates={updates} closed={incident.phase === 'closed'} />
          </div>
          <div className={css['more']}>
            <Vendors incident={incident} vendors={outlook.vendors} />
            <Partners incident={incident} />
            <More incident={incident} related={outlook.related} actions={actions} />
            <p className={lists['soft']}>
              <kbd>?</kbd> shows the keys, <kbd>k</kbd> all commands.
            </p>
          </div>
          <div className={css['past']}>
            <Timeline incident={incident} timeline={timeline} />
          </div>
        </div>
        <NotNow asked={asked} />
      </article>
      {open?.kind === 'action' && (
        <ActionDialog
          action={open.action}
          onClose={() => setOpen(undefined)}
          {...(open.action === MAKE_LINK ? { keepOpen: true } : {})}
          onSubmit={async (body) => {
            if (open.action === MAKE_LINK)
              return setOpen({ kind: 'link', made: await submit<NewShareLink>(open.action, body) });
            const answer = await submit<IncidentSummary>(open.action, body);
            if (open.action.id === 'split' && answer.id !== id) void navigate(`/incidents/${answer.id}`);
          }}
        />
      )}
      {open?.kind === 'link' && <MadeLink made={open.made} onClose={() => setOpen(undefined)} />}
      {open?.kind === 'palette' && (
        <Palette
          actions={[...actions, ...inPlace({ incident, own, names, now: readClock() })]}
          onClose={() => setOpen(undefined)}
          onChoose={acting.begin}
        />
      )}
      {open?.kind === 'keys' && (
        <KeysHelp
          actions={actions}
          on={keysOn}
          onSwitch={(on) => {
            keep('keys', on ? 'on' : 'off');
            setKeysOn(on);
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </ActingProvider>
  );
}

function goTo(place: string): boolean {
  focusOn(place);
  return true;
}

function boxesOf({ clocks }: IncidentOutlook): ReadonlyMap<number, string> {
  return new Map(
    clocks.flatMap(({ hypothesis, dueAt }) => (hypothesis === null ? [] : [[hypothesis, dueAt] as const])),
  );
}
