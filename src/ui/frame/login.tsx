import { useEffect, useState } from 'react';
import { keepYourName, logInWithToken, logOut, yourName } from '../api/session.js';
import { whenStranger } from '../browser/ask.js';
import type { Session } from '../../http/answers.js';
import { Button } from '../parts/button.js';
import { Dialog, FormDialog } from '../parts/dialog.js';
import { Field } from '../parts/field.js';
import { here } from '../browser/here.js';

/** Who looks, and the way in or out. Opens by itself when the daemon does not know who asks; what was being done stays behind it. */
export function Login({ session }: { readonly session: Session | undefined }) {
  const [open, setOpen] = useState(false);
  useEffect(() => whenStranger(() => setOpen(true)), []);
  if (!session) return null;
  const shown = open || !session.mayRead;
  return (
    <>
      {session.name === null ? (
        <Button onClick={() => setOpen(true)}>Log in</Button>
      ) : (
        <span>
          {session.isShared ? yourName() || 'by token' : session.name} ({session.scope}){' '}
          {session.byCookie && (
            <Button look="quiet" onClick={() => void logOut()}>
              Log out
            </Button>
          )}
        </span>
      )}
      {shown && <LoginDialog session={session} onClose={() => setOpen(false)} />}
    </>
  );
}

function LoginDialog({ session, onClose }: { readonly session: Session; readonly onClose: () => void }) {
  const [token, setToken] = useState('');
  const [name, setName] = useState(yourName);
  const atProvider = session.logins.includes('oidc') && (
    <p>
      <a href={`/login?return_to=${encodeURIComponent(here())}`}>Log in with your organisation’s account</a>
    </p>
  );
  if (!session.logins.includes('token')) {
    return (
      <Dialog title="Log in" onClose={onClose}>
        {atProvider || (
          <p>
            Nobody can log in: set <code>http.token_file</code> or <code>http.oidc</code> in firebreak.yaml
            and restart the daemon.
          </p>
        )}
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={session.mayRead ? 'Log in' : 'Log in to see this daemon'}
      does="Log in"
      onClose={onClose}
      onSubmit={async () => {
        keepYourName(name.trim());
        await logInWithToken(token.trim());
      }}
    >
      {atProvider}
      <Field
        label="Token"
        hint={
          <>
            One that <code>firebreak tokens create</code> has made, or the daemon’s own. It is kept in a
            cookie that no script can read, for 12 hours.
          </>
        }
      >
        {(ids) => (
          <input
            {...ids}
            type="password"
            autoComplete="current-password"
            required
            autoFocus
            value={token}
            onChange={({ target }) => setToken(target.value)}
          />
        )}
      </Field>
      <Field
        label="Your name"
        hint="What you do is written down under it where the token is shared by several people."
      >
        {(ids) => (
          <input
            {...ids}
            autoComplete="username"
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
