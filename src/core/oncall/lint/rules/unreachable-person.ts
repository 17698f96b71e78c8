import type { OnCallRule } from '../rule.js';
import { whoMayBeCalled } from '../who-may-be-called.js';

/** People who are to answer, and whom nothing reaches. */
export const unreachablePerson: OnCallRule = {
  code: 'unreachable-person',
  severity: 'error',
  title: 'somebody on call whom no page reaches',
  explanation: 'Without a contact route nothing is sent, and the step of the escalation passes unheard.',
  check: (roster) =>
    [...whoMayBeCalled(roster)].flatMap(([name, why]) => {
      const person = roster.plan.people.get(name);
      if (person && person.contacts.length > 0) return [];
      return [
        {
          subject: person ? ['people', name, 'contacts'] : ['people', name],
          message: person
            ? `${name} ${why}, and has no contact`
            : `${name} ${why}, and is not among the people`,
          mend: 'give a contact: a receiver of the configuration, and the address there',
        },
      ];
    }),
};
