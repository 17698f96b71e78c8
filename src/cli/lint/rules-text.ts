import { ALL_RULES } from '../../lint/rules.js';
import type { Output } from '../context.js';
import { UsageError } from '../exit-codes.js';
import { jsonText } from '../output-option.js';
import type { ReportFlags } from '../report-problems.js';

/** The rules for people or programs. */
export function rulesText({ paint }: Output, format: ReportFlags['output']): string {
  if (format === 'json') {
    return jsonText({
      rules: ALL_RULES.map(({ id, severity, restsOn, title, explanation }) => ({
        id,
        severity,
        restsOn,
        title,
        explanation,
      })),
    });
  }
  if (format !== 'text') throw new UsageError('--rules are listed as text or json');
  return ALL_RULES.map(({ id, severity, restsOn, title, explanation }) => {
    const level = paint(severity === 'error' ? 'red' : 'yellow', severity);
    return `${paint('bold', id)} ${level} ${paint('dim', `(${restsOn})`)} ${title}\n    ${explanation}\n`;
  }).join('');
}
