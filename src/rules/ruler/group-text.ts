import { groupValue } from '../generate-rules.js';
import type { RuleGroup } from '../rule-group.js';
import { yamlText } from '../yaml-text.js';

/** A group as a ruler takes it: YAML of the one group. */
export function groupText(group: RuleGroup): string {
  return yamlText(groupValue(group));
}
