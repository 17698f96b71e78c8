import { Empty } from '../../parts/notice.js';
import { SMALLEST_FILE } from './smallest-file.js';

export function NobodyYet() {
  return (
    <Empty title="Nobody is on call here yet">
      <p>
        Alerts go to the receivers of routes, and nobody is called by name. Write a file like this, and name
        it as <code>on_call:</code> in firebreak.yaml:
      </p>
      <pre tabIndex={0}>{SMALLEST_FILE}</pre>
      <p>
        <code>firebreak oncall lint</code> checks it, <code>firebreak oncall import</code> takes schedules
        from PagerDuty, Opsgenie or a calendar.
      </p>
    </Empty>
  );
}
