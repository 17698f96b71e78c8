import type { RuleWords } from './rule.js';

/** What reading a file finds besides: warnings, which can be chosen like any rule, and the errors that people look for in a linter. */
export const READING_RULES: readonly RuleWords[] = [
  {
    id: 'target-full',
    severity: 'error',
    title: 'a target of 100 % or more',
    explanation:
      'It leaves no error budget: every failure breaks it, every burn rate is infinite, and no alert can tell a bad minute from a bad month.',
  },
  {
    id: 'unreachable-burn-rate',
    severity: 'error',
    title: 'an alert that can never fire',
    explanation:
      'With every event failing the burn rate is 1 / (1 − target): 100x at 99 %, 10x at 90 %. A threshold there or above is never passed.',
  },
  {
    id: 'window-too-long',
    severity: 'error',
    title: 'an alert window that is longer than the SLO window',
    explanation: 'An alert speaks of a part of the budget, and the budget is that of the SLO window.',
  },
  {
    id: 'unreachable-default',
    severity: 'warning',
    title: 'default tiers that can never fire, and are left out',
    explanation:
      'With a low target the default burn rates are out of reach; those that are left may be too slow.',
  },
  {
    id: 'quantile-is-not-target',
    severity: 'warning',
    title: 'a threshold at one quantile and a target at another',
    explanation: 'A reader of the file thinks of the quantile; what is held is the target.',
  },
  {
    id: 'unused-sli',
    severity: 'warning',
    title: 'an indicator that no SLO uses',
    explanation: 'It is measured nowhere and told to nobody.',
  },
  {
    id: 'unknown-dependency',
    severity: 'warning',
    title: 'a service under depends_on that no file defines, and that is nearly another',
    explanation: 'What burns there never joins the incidents of this service: the name is perhaps misspelt.',
  },
  {
    id: 'unused-object',
    severity: 'warning',
    title: 'an OpenSLO object that nothing refers to',
    explanation: 'A misspelt reference shows at both its ends.',
  },
  {
    id: 'unknown-reference',
    severity: 'warning',
    title: 'an OpenSLO service that no file defines',
    explanation:
      'Other services have an object; this one is perhaps misspelt. References that have to lead somewhere are errors.',
  },
  {
    id: 'connection-details',
    severity: 'warning',
    title: 'an OpenSLO DataSource that says how it is reached',
    explanation: 'Firebreak reads the Prometheus that it was started with, whatever stands there.',
  },
  {
    id: 'always-told',
    severity: 'warning',
    title: 'an OpenSLO policy that wants something left untold',
    explanation: 'That an SLO is blind, and that an alert is over, is told to everyone who was told before.',
  },
  {
    id: 'alert-after',
    severity: 'warning',
    title: 'an OpenSLO condition whose alertAfter is kept in another way',
    explanation: 'An alert fires when both windows are over, without a wait of its own.',
  },
  {
    id: 'calendar-start',
    severity: 'warning',
    title: 'an OpenSLO calendar window that starts within a period',
    explanation: 'Calendar windows begin with their week, month, quarter or year.',
  },
  {
    id: 'useless-value',
    severity: 'warning',
    title: 'an OpenSLO objective with a value that compares nothing',
    explanation: 'A ratio is not compared with a value: its target is.',
  },
  {
    id: 'objective-in-percent',
    severity: 'warning',
    title: 'a sloth objective of 1 or less',
    explanation: 'An objective of sloth is in per cent: 0.999 promises that one event of a hundred is good.',
  },
  {
    id: 'rule-interval',
    severity: 'warning',
    title: 'a sloth interval for its rules',
    explanation: 'How often rules are evaluated follows from their windows.',
  },
  {
    id: 'time-weighted',
    severity: 'warning',
    title: 'sloth queries that sum up samples over time',
    explanation: 'They count no events: their ratio is looked at every 30 s, and every look weighs the same.',
  },
  {
    id: 'unreachable-alert-windows',
    severity: 'warning',
    title: 'sloth alert windows whose alerts can never fire',
    explanation:
      'With a low objective their burn rates are out of reach; those that are left may be too slow.',
  },
  {
    id: 'target-below-one',
    severity: 'warning',
    title: 'a pyrra target of 1 or less',
    explanation: 'A target of pyrra is in per cent: "0.999" promises that one event of a hundred is good.',
  },
  {
    id: 'short-window',
    severity: 'warning',
    title: 'a pyrra window whose alert windows round to nothing',
    explanation: 'The fastest alerts get a short window that holds samples.',
  },
  {
    id: 'alert-name',
    severity: 'warning',
    title: 'a pyrra name for an alert',
    explanation:
      'Alerts have the same names for all SLOs, and are told apart by labels; the name stays as an annotation.',
  },
  {
    id: 'of-the-rules',
    severity: 'warning',
    title: 'a pyrra field that says how rules are loaded',
    explanation: 'It belongs to whatever loads the rules, and generated ones do not say it.',
  },
  {
    id: 'offset-left-out',
    severity: 'warning',
    title: 'a pyrra metric with an offset',
    explanation: 'Late samples count for the time that they stand for, so nothing has to be waited for.',
  },
  {
    id: 'condition-op',
    severity: 'warning',
    title: 'an OpenSLO condition that holds while the budget burns slowly',
    explanation: 'An alert is for a budget that burns too fast: it is read as over the threshold.',
  },
  {
    id: 'useless-field',
    severity: 'warning',
    title: 'an OpenSLO field that says nothing where it stands',
    explanation: 'What stands there changes nothing, and whoever wrote it may expect that it does.',
  },
  {
    id: 'matchers-beside',
    severity: 'warning',
    title: 'matchers beside a pyrra metric',
    explanation: 'pyrra itself reads a metric and nothing beside it, so that its own rules would lack them.',
  },
  {
    id: 'fixed-burn-rates',
    severity: 'warning',
    title: 'a pyrra SLO whose burn rates are to move with its traffic',
    explanation:
      'Alerts go by fixed burn rates; on quiet nights the floor of 3 bad events keeps them from firing.',
  },
  {
    id: 'unused-alert-windows',
    severity: 'warning',
    title: 'AlertWindows of sloth without an SLO of sloth',
    explanation: 'They say how SLOs of sloth among the same files alert, and there is none.',
  },
  {
    id: 'not-an-slo',
    severity: 'warning',
    title: 'a Kubernetes resource that holds no SLO',
    explanation: 'It lies among SLO files and is not read; alone it is an error.',
  },
  {
    id: 'default-under-slices',
    severity: 'warning',
    title: 'default tiers whose windows hold too few slices of time',
    explanation: 'They are left out; those that are there may be too slow.',
  },
  {
    id: 'slice-over-budget',
    severity: 'warning',
    title: 'slices of time of which one is more than the budget',
    explanation: 'The first bad slice spends all of it, so that no alert can come before.',
  },
  {
    id: 'composite-target',
    severity: 'warning',
    title: 'an OpenSLO composite, which has no target of its own',
    explanation: 'The weighted mean of its objectives’ targets is held, over slices of time.',
  },
];
