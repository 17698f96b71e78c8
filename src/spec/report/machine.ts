import type { Problem } from '../problem.js';

/** Problems as JSON: an array of `Problem`. */
export function reportJson(problems: readonly Problem[]): string {
  return `${JSON.stringify(problems, undefined, 2)}\n`;
}

/** Problems as GitHub workflow commands, which annotate the lines of a pull request. */
export function reportGithub(problems: readonly Problem[]): string {
  const property = (text: string) => message(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
  return problems
    .map(({ severity, file, line, column, endLine, endColumn, code, message: text, mend }) => {
      const place = `file=${property(file)},line=${line},col=${column},endLine=${endLine},endColumn=${endColumn}`;
      return `::${severity} ${place},title=${property(code)}::${message(`${text}. Mend: ${mend}`)}\n`;
    })
    .join('');
}

function message(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** What a code stands for, wherever it is found. */
export interface CodeWords {
  readonly id: string;
  readonly title: string;
  readonly explanation: string;
}

/** Problems as SARIF 2.1.0, for code-scanning pages. */
export function reportSarif(
  problems: readonly Problem[],
  version: string,
  words: readonly CodeWords[] = [],
): string {
  const codes = [...new Set(problems.map((problem) => problem.code))].sort();
  const results = problems.map(
    ({ code, severity, file, line, column, endLine, endColumn, message: text, mend }) => ({
      ruleId: code,
      ruleIndex: codes.indexOf(code),
      level: severity,
      message: { text: `${text}. Mend: ${mend}` },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: file.replaceAll('\\', '/') },
            region: { startLine: line, startColumn: column, endLine, endColumn },
          },
        },
      ],
    }),
  );
  const driver = { name: 'firebreak', version, rules: codes.map((id) => sarifRule(id, words)) };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, results }],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function sarifRule(id: string, words: readonly CodeWords[]) {
  const known = words.find((each) => each.id === id);
  if (!known) return { id };
  return { id, shortDescription: { text: known.title }, fullDescription: { text: known.explanation } };
}
