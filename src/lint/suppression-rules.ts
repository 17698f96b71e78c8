import type { RuleWords } from './rule.js';

export const INVALID_SUPPRESSION: RuleWords = {
  id: 'invalid-suppression',
  severity: 'error',
  title: 'a suppression without a reason, or of a rule that there is not',
  explanation:
    'Who reads the file next year has to know why a finding was let pass. A suppression that cannot be read suppresses nothing.',
};

export const UNUSED_SUPPRESSION: RuleWords = {
  id: 'unused-suppression',
  severity: 'warning',
  title: 'a suppression that suppresses nothing',
  explanation:
    'The fault is mended, or the comment stands beside another line; left there it would hide the next one.',
};
