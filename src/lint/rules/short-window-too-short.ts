import { defaultAlertPolicies } from '../../core/slo/alert-policy.js';
import { windowText } from '../../core/slo/slo-window.js';
import { formatDuration, MINUTE } from '../../core/time/duration.js';
import type { Slo } from '../../core/slo/slo.js';
import type { Finding, Rule } from '../rule.js';

/** Two evaluations of the daemon, and two scrapes at the usual 15 to 30 s. */
const SHORTEST = MINUTE;

/** Windows in which there are no two samples to compare. */
export const shortWindowTooShort: Rule = {
  id: 'short-window-too-short',
  severity: 'error',
  title: 'an alert window that holds fewer than two scrapes',
  explanation:
    'An increase is the difference of two samples. A window shorter than two scrapes often holds one sample or none: the alert then fires late, flaps or never fires. The default tiers shrink with the SLO window, and below 6 d their shortest window is under a minute.',
  check: (slos) => slos.flatMap(checkSlo),
};

function checkSlo(slo: Slo): Finding[] {
  const tooShort = slo.alertPolicies.filter(({ shortWindow }) => shortWindow < SHORTEST);
  const [first] = tooShort;
  if (!first) return [];
  const { sloWindow } = slo.objective;
  const defaults = defaultAlertPolicies(sloWindow.durationMs);
  const isDefault = tooShort.every((tier) =>
    defaults.some(({ id, shortWindow }) => id === tier.id && shortWindow === tier.shortWindow),
  );
  const mend = `write a short_window of ${formatDuration(SHORTEST)} or more, which is at least two scrapes`;
  if (isDefault) {
    return [
      {
        slo,
        field: 'alerts',
        message: `over ${windowText(sloWindow)} the default tier ${first.id} has a short window of ${formatDuration(first.shortWindow)}, which holds fewer than two scrapes`,
        mend: `lengthen the SLO's window, or write burn_rate_alerts: ${mend}`,
      },
    ];
  }
  return tooShort.map((tier) => ({
    slo,
    field: { tier, part: 'short_window' },
    message: `the short window of ${formatDuration(tier.shortWindow)} of ${tier.id} holds fewer than two scrapes`,
    mend,
  }));
}
