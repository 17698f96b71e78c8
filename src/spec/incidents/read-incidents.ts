import type { LabelledIncident } from '../../core/backtest/score-incidents.js';
import type { Problem, SpecFile } from '../problem.js';
import { readDocuments } from '../source-document.js';
import { type Cell, parseCsv } from './csv.js';
import { parseInstant } from './instant.js';

/** The incidents of a file in the file's order, and every problem with where it is. */
export interface ReadIncidents {
  readonly incidents: readonly LabelledIncident[];
  readonly problems: readonly Problem[];
}

const FIELDS = ['start', 'end', 'service', 'slo', 'name'] as const;
type Field = (typeof FIELDS)[number];

/** What an incident's fields say, and how to point at each. */
interface Entry {
  readonly text: (field: Field) => string | undefined;
  readonly problem: (field: Field, code: string, message: string, mend: string) => Problem;
}

/**
 * Reads labelled incidents: a YAML list of {start, end, service, slo, name}, or CSV with these columns, named by a first line in any
 * order, or in this order without one. Only start and end are needed.
 */
export function readIncidents(file: SpecFile): ReadIncidents {
  const problems: Problem[] = [];
  const entries = /\.ya?ml$/i.test(file.path) ? yamlEntries(file, problems) : csvEntries(file, problems);
  const incidents = entries.flatMap((entry) => readEntry(entry, problems) ?? []);
  if (entries.length === 0 && problems.length === 0) {
    problems.push(
      at(file, 1, 1, 1, 'no-incidents', 'there is no incident in this file', 'write one: start,end'),
    );
  }
  return { incidents, problems };
}

function readEntry(entry: Entry, problems: Problem[]): LabelledIncident | undefined {
  const instant = (field: 'start' | 'end') => {
    const text = entry.text(field) ?? '';
    const read = parseInstant(text);
    if (read === undefined) {
      const message = text === '' ? `${field} is missing` : `"${text}" is no instant`;
      const mend = 'write date, time and zone: 2026-03-01T12:00:00Z or 2026-03-01T13:00:00+01:00';
      problems.push(entry.problem(field, 'bad-instant', message, mend));
    }
    return read;
  };
  const [start, end] = [instant('start'), instant('end')];
  if (start === undefined || end === undefined) return undefined;
  if (end <= start) {
    problems.push(
      entry.problem('end', 'ends-before-start', 'it ends before it starts', 'swap start and end'),
    );
    return undefined;
  }
  const optional = (field: Field) => entry.text(field) || undefined;
  return { start, end, service: optional('service'), slo: optional('slo'), name: optional('name') };
}

function yamlEntries(file: SpecFile, problems: Problem[]): Entry[] {
  const { documents, problems: unreadable } = readDocuments(file);
  problems.push(...unreadable);
  return documents.flatMap((document) => {
    const list: unknown = document.value;
    if (!Array.isArray(list)) {
      const mend = 'write "- {start: 2026-03-01T12:00:00Z, end: 2026-03-01T13:00:00Z}" for each';
      problems.push(document.locate({ code: 'no-list', path: [], message: 'incidents are a list', mend }));
      return [];
    }
    return list.map((value: unknown, index): Entry => {
      const fields = new Map<string, unknown>(Object.entries(value ?? {}));
      for (const key of fields.keys()) {
        if ((FIELDS as readonly string[]).includes(key)) continue;
        const mend = `use ${FIELDS.join(', ')}`;
        const message = `an incident has no "${key}"`;
        problems.push(
          document.locate({ code: 'unknown-field', path: [index, key], atKey: true, message, mend }),
        );
      }
      return {
        text: (field) => {
          const held = fields.get(field);
          return typeof held === 'string' || typeof held === 'number' ? String(held) : undefined;
        },
        problem: (field, code, message, mend) =>
          document.locate({ code, path: fields.has(field) ? [index, field] : [index], message, mend }),
      };
    });
  });
}

function csvEntries(file: SpecFile, problems: Problem[]): Entry[] {
  const rows = parseCsv(file.text);
  const head = rows[0] ?? [];
  const named = head.some((cell) => cell.text.toLowerCase() === 'start');
  const order = named ? head.map((cell) => cell.text.toLowerCase()) : [...FIELDS];
  if (named) {
    for (const cell of head) {
      if ((FIELDS as readonly string[]).includes(cell.text.toLowerCase())) continue;
      const { line, column, width } = cell;
      const mend = `name the columns ${FIELDS.join(', ')}`;
      problems.push(
        at(file, line, column, width, 'unknown-column', `there is no column "${cell.text}"`, mend),
      );
    }
  }
  return rows.slice(named ? 1 : 0).map((row): Entry => {
    const cellOf = (field: Field): Cell | undefined => row[order.indexOf(field)];
    return {
      text: (field) => cellOf(field)?.text,
      problem: (field, code, message, mend) => {
        const cell = cellOf(field) ?? row[0];
        return at(file, cell?.line ?? 1, cell?.column ?? 1, cell?.width ?? 1, code, message, mend);
      },
    };
  });
}

function at(
  file: SpecFile,
  line: number,
  column: number,
  width: number,
  code: string,
  message: string,
  mend: string,
): Problem {
  const place = { file: file.path, line, column, endLine: line, endColumn: column + width };
  return { code, severity: 'error', message, mend, ...place };
}
