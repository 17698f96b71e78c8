import type { IncidentSummary, NewShareLink } from '../../../http/answers.js';
import { useNow } from '../../browser/clock.js';
import { addressOf } from '../../browser/here.js';
import { Badge } from '../../parts/badge.js';
import { Button } from '../../parts/button.js';
import { Copied } from '../../parts/copied.js';
import { Dialog } from '../../parts/dialog.js';
import { Time, Until } from '../../parts/time.js';
import { counted } from '../../words/numbers.js';
import { ActionButton } from './action-button.js';
import lists from './lists.module.css';
import { linkState, MAKE_LINK, revokeLink } from './model/sharing.js';

/** The links by which partners see what is shared of it. */
export function Partners({ incident: { shareLinks, shared } }: { readonly incident: IncidentSummary }) {
  const now = useNow();
  return (
    <section aria-labelledby="partners">
      <h2 id="partners">Partners</h2>
      <p className={lists['soft']}>
        {shareLinks.length === 0
          ? 'Whoever has a link sees title, service, severity and status, and the entries that you mark in the timeline.'
          : `Whoever has a link sees ${counted(shared.length, 'entry', 'entries')} of the timeline: mark them there.`}
      </p>
      {shareLinks.length > 0 && (
        <ul className={lists['list']}>
          {shareLinks.map((link) => {
            const state = linkState(link, now);
            return (
              <li key={link.number}>
                <b>{link.for}</b> <Badge tone={state === 'holds' ? 'ok' : 'plain'}>{state}</Badge>
                <small>
                  link {link.number}
                  {state === 'revoked' && link.revokedAt !== null && (
                    <>
                      , revoked <Time at={link.revokedAt} />
                    </>
                  )}
                  {state === 'over' && (
                    <>
                      , over since <Time at={link.expiresAt} />
                    </>
                  )}
                  {state === 'holds' && (
                    <>
                      , ends <Until at={link.expiresAt} />
                    </>
                  )}
                </small>
                {state === 'holds' && (
                  <span className={lists['row']}>
                    <ActionButton action={revokeLink(link)} label="Revoke" look="quiet" />
                  </span>
                )}
              </li>
            );
          })}
        </ul>
      )}
      <span className={lists['row']}>
        <ActionButton action={MAKE_LINK} />
      </span>
    </section>
  );
}

/** A link that was just made; nobody can show it again. */
export function MadeLink({ made, onClose }: { readonly made: NewShareLink; readonly onClose: () => void }) {
  const url = made.url ?? addressOf(made.path);
  return (
    <Dialog title={`The link for ${made.for}`} onClose={onClose}>
      <p>
        Copy it now: it is kept nowhere, and cannot be shown again. It holds until{' '}
        <Time at={made.expiresAt} whole />.
      </p>
      <Copied text={url} label={`The link for ${made.for}`}>
        <Button look="main" onClick={onClose}>
          Done
        </Button>
      </Copied>
    </Dialog>
  );
}
