import { countedText, matcherText, selectorText } from '../../core/slo/selector-text.js';
import type { Slo } from '../../core/slo/slo.js';
import type { AbsentSelector } from '../live-facts.js';
import type { Finding, Rule } from '../rule.js';

/** Counters, labels and values that are not there. */
export const noSeries: Rule = {
  id: 'no-series',
  severity: 'warning',
  title: 'a metric, label or value that does not exist',
  explanation:
    'What has no series is never counted: a misspelt error selector promises 100 % for ever. It is right only for events that have never happened, because a counter may be born with the first of them.',
  live: {
    needs: ['absent'],
    check: (slo, { absent = [] }) => absent.map((each) => findingOf(slo, each)),
  },
};

function findingOf(slo: Slo, { selector, missing }: AbsentSelector): Finding {
  const ofTotal = slo.sli.total.some((term) => countedText(term.selector) === countedText(selector));
  const finding = (why: string, mend: string): Finding => ({
    slo,
    field: ofTotal ? 'total' : 'bad',
    message: `${selectorText(selector)} has no series now${why}`,
    mend: `${mend}; it is right only when such events have never happened`,
  });
  switch (missing.what) {
    case 'metric': {
      if (selector.metric === '') return finding('', 'check the names in the query');
      const [near] = missing.nearest;
      return finding(
        `: there is no metric ${selector.metric}`,
        near === undefined ? 'check its name, and that its target is scraped' : `did you mean ${near}?`,
      );
    }
    case 'label':
      return finding(
        `: no series of ${selector.metric} has the label ${missing.labels.join(', ')}`,
        'check the label’s name',
      );
    case 'value':
      return finding(
        `: no series of ${selector.metric} has ${matcherText(missing.matcher)}`,
        `${missing.matcher.label} has ${missing.values.map((value) => `"${value}"`).join(', ')}`,
      );
    case 'combination':
      return finding(': each matcher finds some, all together none', 'check the matchers');
  }
}
