import { useState } from 'react';
import type { TokenView } from '../../../http/answers.js';
import { revokeToken, useTokens } from '../../api/tokens.js';
import { Answered } from '../../parts/answered.js';
import { Badge } from '../../parts/badge.js';
import { Button } from '../../parts/button.js';
import { FormDialog } from '../../parts/dialog.js';
import stacked from '../../parts/stacked.module.css';
import { Ago, Time } from '../../parts/time.js';
import { NewToken } from './new-token.js';
import css from './settings.module.css';

/** Who may prove himself by a token; only for those who hand them out. */
export function Tokens({ mayAdminister }: { readonly mayAdminister: boolean }) {
  const tokens = useTokens(mayAdminister);
  const [making, setMaking] = useState(false);
  const [ending, setEnding] = useState<TokenView>();
  return (
    <section aria-labelledby="tokens">
      <h2 id="tokens">Tokens</h2>
      {!mayAdminister ? (
        <p>Log in with the scope admin to see who may do what here.</p>
      ) : (
        <>
          <p className={css['row']}>
            <span>A token is for one program or person, and can be ended alone.</span>
            <Button look="main" onClick={() => setMaking(true)}>
              New token
            </Button>
          </p>
          <Answered query={tokens} what="Tokens" lines={3}>
            {(all) =>
              all.length === 0 ? (
                <p>There are none yet; only the daemon’s own token opens it.</p>
              ) : (
                <table className={stacked['stacked']}>
                  <caption className="visually-hidden">Tokens</caption>
                  <thead>
                    <tr>
                      <th scope="col">Name</th>
                      <th scope="col">Scope</th>
                      <th scope="col">State</th>
                      <th scope="col">Made</th>
                      <th scope="col">Ends</th>
                      <th scope="col">Last used</th>
                      <th scope="col">
                        <span className="visually-hidden">Change</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {all.map((token) => (
                      <tr key={token.id}>
                        <th scope="row">{token.name}</th>
                        <td data-word="scope">{token.scope}</td>
                        <td data-word="state">
                          <Badge tone={token.state === 'valid' ? 'ok' : 'plain'}>{token.state}</Badge>
                        </td>
                        <td data-word="made">
                          <Time at={token.createdAt} /> by {token.createdBy}
                        </td>
                        <td data-word="ends">
                          {token.expiresAt === null ? 'never' : <Time at={token.expiresAt} />}
                        </td>
                        <td data-word="last used">
                          {token.lastUsedAt === null ? 'never' : <Ago at={token.lastUsedAt} />}
                        </td>
                        <td>
                          {token.state === 'valid' && (
                            <Button
                              look="quiet"
                              onClick={() => setEnding(token)}
                              aria-label={`End the token ${token.name}`}
                            >
                              End
                            </Button>
                          )}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              )
            }
          </Answered>
        </>
      )}
      {making && <NewToken onClose={() => setMaking(false)} />}
      {ending && (
        <FormDialog
          title={`End the token ${ending.name}`}
          does="End it"
          onClose={() => setEnding(undefined)}
          onSubmit={() => revokeToken(ending.id)}
        >
          <p>Whoever uses it is refused from the next request on. It cannot be undone.</p>
        </FormDialog>
      )}
    </section>
  );
}
