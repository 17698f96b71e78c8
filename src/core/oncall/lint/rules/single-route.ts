import type { OnCallRule } from '../rule.js';
import { whoMayBeCalled } from '../who-may-be-called.js';

/** People whom one thing alone reaches. */
export const singleRoute: OnCallRule = {
  code: 'single-route',
  severity: 'hint',
  title: 'somebody on call with one contact only',
  explanation: 'When that one provider is down, or that one app is muted, the page is lost.',
  check: (roster) =>
    [...whoMayBeCalled(roster).keys()].flatMap((name) => {
      const [only, ...others] = roster.plan.people.get(name)?.contacts ?? [];
      if (!only || others.length > 0) return [];
      return [
        {
          subject: ['people', name, 'contacts'],
          message: `${name} is reached through ${only.receiver} alone`,
          mend: 'add a second contact that does not depend on the first: a phone beside the chat',
        },
      ];
    }),
};
