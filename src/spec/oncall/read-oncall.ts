import type { OnCallPlan } from '../../core/oncall/plan.js';
import type { Schedule } from '../../core/oncall/schedule.js';
import { checkSchema } from '../check-schema.js';
import { otherKind } from '../file-kinds.js';
import { Findings } from '../firebreak/findings.js';
import type { Problem, SpecFile } from '../problem.js';
import { type Path, readDocuments, type SourceDocument } from '../source-document.js';
import { type Declared, References, withoutCycle } from './check-references.js';
import { checkTexts } from './check-texts.js';
import { compileEscalation } from './compile-escalation.js';
import { compilePerson, compileTeam } from './compile-people.js';
import { compileSchedule } from './compile-schedule.js';
import { compileVendor } from './compile-vendor.js';
import { readStretch } from './read-when.js';
import type { OnCallFile } from './schema.js';
import { validateOnCallFile } from './validate-oncall-file.js';

/** What on-call files come to: all that is sound, and all that is wrong. */
export interface ReadOnCall {
  readonly plan: OnCallPlan;
  readonly problems: readonly Problem[];
  /** The names of what is there and broken, and so not in the plan. */
  readonly broken: { readonly schedules: readonly string[]; readonly teams: readonly string[] };
  /** Where something of the plan stands: `['schedules', 'primary', 'layers', 0]`, with the words to say of it. */
  readonly place: (
    path: Path,
    said: Pick<Problem, 'code' | 'severity' | 'message' | 'mend'>,
  ) => Problem | undefined;
}

const SECTIONS = ['people', 'schedules', 'teams', 'escalations', 'vendors'] as const;

type Section = (typeof SECTIONS)[number];

/** A named thing of a document that the schema has passed. */
interface Item {
  readonly document: SourceDocument;
  readonly section: Section;
  readonly name: string;
  readonly findings: Findings;
}

/** Reads on-call files as one plan. What is broken hides neither other things nor other files, and is not in the plan. */
export function readOnCall(files: readonly SpecFile[]): ReadOnCall {
  const problems: Problem[] = [];
  const documents: Checked[] = [];
  for (const file of files) {
    const read = readDocuments(file);
    problems.push(...read.problems);
    documents.push(...read.documents.map(checkDocument));
  }
  const items = new Map<string, Item>();
  for (const { document, findings } of documents) {
    for (const section of SECTIONS) {
      for (const name of namesIn(document.value, section)) {
        const key = `${section}/${name}`;
        const before = items.get(key);
        if (before) duplicate(before, name, section, findings);
        else items.set(key, { document, section, name, findings });
      }
    }
  }
  const apart: Apart = new Map();
  const plan = compilePlan([...items.values()], documents, apart);
  for (const { document, findings } of documents)
    problems.push(...findings.list.map((finding) => document.locate(finding)));
  const brokenOf = (section: 'schedules' | 'teams') =>
    [...items.values()].flatMap((item) =>
      item.section === section && !plan[section].has(item.name) ? [item.name] : [],
    );
  return {
    plan,
    problems: inOrder(problems, files),
    broken: { schedules: brokenOf('schedules'), teams: brokenOf('teams') },
    place: (path, said) => place(items, apart, path, said),
  };
}

/** Where overrides and leaves stand that stand apart from their schedules, by where the plan has them: `schedules/primary/overrides/1`. */
type Apart = Map<string, { readonly document: SourceDocument; readonly path: Path }>;

interface Checked {
  readonly document: SourceDocument;
  readonly findings: Findings;
  /** Whether the schema has passed what stands there. */
  readonly sound: (path: Path) => boolean;
}

function checkDocument(document: SourceDocument): Checked {
  const other = otherKind(document.value, 'onCall', 'no on-call file');
  if (other) return { document, findings: new Findings([], [other]), sound: () => false };
  const found = checkSchema(validateOnCallFile, document.value);
  const sound = (path: Path) =>
    !found.some((finding) =>
      path.every((part, index) => index >= finding.path.length || finding.path[index] === part),
    );
  return { document, findings: new Findings([], [...found]), sound };
}

function namesIn(value: unknown, section: Section): string[] {
  const held: unknown =
    typeof value === 'object' && value !== null ? (value as Partial<Record<Section, unknown>>)[section] : {};
  return typeof held === 'object' && held !== null && !Array.isArray(held) ? Object.keys(held) : [];
}

/** As it stands in the file, sound or not. */
function valueOf({ document: { value }, section, name }: Item): unknown {
  return (value as Readonly<Record<Section, Readonly<Record<string, unknown>>>>)[section][name];
}

function duplicate({ document }: Item, name: string, section: Section, findings: Findings): void {
  const first = document.locate({ code: '', path: [section, name], atKey: true, message: '', mend: '' });
  findings.add({
    code: 'duplicate',
    path: [section, name],
    atKey: true,
    message: `${name} is defined already, in ${first.file}:${first.line}`,
    mend: 'rename or remove one of the two',
  });
}

function compilePlan(items: readonly Item[], documents: readonly Checked[], apart: Apart): OnCallPlan {
  const names = (section: Section) => items.flatMap((item) => (item.section === section ? item.name : []));
  const declared: Declared = {
    people: names('people'),
    schedules: names('schedules'),
    teams: names('teams'),
    escalations: names('escalations'),
  };
  const references = new References(declared);
  const compile = <Made>(
    section: Section,
    make: (item: Item, file: OnCallFile, at: Findings) => Made | undefined,
  ): Map<string, Made> =>
    new Map(
      items.flatMap((item): [string, Made][] => {
        const checked = documents.find(({ document }) => document === item.document);
        if (item.section !== section) return [];
        const at = item.findings.under(section, item.name);
        const refersTo = section !== 'people' && section !== 'vendors';
        const isWhole = !refersTo || references.below(section, valueOf(item), at);
        if (!checked?.sound([section, item.name])) {
          checkTexts(section, valueOf(item), at);
          return [];
        }
        // Only what the schema has passed is read as what the schema says it is.
        const made = make(item, item.document.value as OnCallFile, at);
        return made === undefined || !isWhole ? [] : [[item.name, made]];
      }),
    );
  const schedules = compile('schedules', ({ name }, file, at) => {
    const spec = file.schedules?.[name];
    if (!spec) return undefined;
    const isWhole = withoutCycle(spec.covers ?? {}, at);
    const schedule = compileSchedule(name, spec, at);
    return isWhole ? schedule : undefined;
  });
  return {
    people: compile('people', ({ name }, file, at) => {
      const spec = file.people?.[name];
      return spec && compilePerson(name, spec, at);
    }),
    schedules: withLists(schedules, documents, references, apart),
    teams: compile('teams', ({ name }, file) => {
      const spec = file.teams?.[name];
      return spec && compileTeam(name, spec);
    }),
    escalations: compile('escalations', ({ name }, file, at) => {
      const spec = file.escalations?.[name];
      return spec && compileEscalation(name, spec, at);
    }),
    vendors: compile('vendors', ({ name }, file, at) => {
      const spec = file.vendors?.[name];
      return spec && compileVendor(name, spec, at);
    }),
  };
}

/** The schedules with the overrides and leaves that stand apart from them. */
function withLists(
  schedules: ReadonlyMap<string, Schedule>,
  documents: readonly Checked[],
  references: References,
  apart: Apart,
): Map<string, Schedule> {
  const next = new Map(schedules);
  for (const { document, findings, sound } of documents) {
    const file = document.value as OnCallFile | null;
    const { overrides, leaves } = file ?? {};
    if (Array.isArray(overrides))
      overrides.forEach((spec, index) => {
        const at = findings.under('overrides', index);
        const isWhole = references.below('overrides', spec, at);
        if (!sound(['overrides', index]) || !isWhole) return;
        const schedule = next.get(spec.schedule);
        const stretch = schedule && readStretch(spec, schedule.timeZone, at);
        if (!schedule || !stretch) return;
        const override = { person: spec.person, ...stretch };
        apart.set(`schedules/${schedule.id}/overrides/${schedule.overrides.length}`, {
          document,
          path: ['overrides', index],
        });
        next.set(schedule.id, { ...schedule, overrides: [...schedule.overrides, override] });
      });
    if (Array.isArray(leaves))
      leaves.forEach((spec, index) => {
        const at = findings.under('leaves', index);
        const isWhole = references.below('leaves', spec, at);
        if (!sound(['leaves', index]) || !isWhole) return;
        // What is wrong with it is told once, and not for each schedule.
        if (!readStretch(spec, 'UTC', at)) return;
        for (const schedule of next.values()) {
          const stretch = readStretch(spec, schedule.timeZone, new Findings([]));
          if (!stretch) continue;
          const leave = { person: spec.person, ...stretch };
          apart.set(`schedules/${schedule.id}/leaves/${schedule.leaves.length}`, {
            document,
            path: ['leaves', index],
          });
          next.set(schedule.id, { ...schedule, leaves: [...schedule.leaves, leave] });
        }
      });
  }
  return next;
}

function place(
  items: ReadonlyMap<string, Item>,
  apart: Apart,
  path: Path,
  said: Pick<Problem, 'code' | 'severity' | 'message' | 'mend'>,
): Problem | undefined {
  const other = apart.get(path.slice(0, 4).join('/'));
  if (other) return other.document.locate({ ...said, path: [...other.path, ...path.slice(4)] });
  const [section, name] = path;
  const item = items.get(`${section}/${name}`);
  return item?.document.locate({ ...said, path, ...(path.length === 2 ? { atKey: true } : {}) });
}

function inOrder(problems: readonly Problem[], files: readonly SpecFile[]): Problem[] {
  const order = new Map(files.map(({ path }, index) => [path, index]));
  const rank = ({ file }: Problem) => order.get(file) ?? files.length;
  return [...problems].sort((a, b) => rank(a) - rank(b) || a.line - b.line || a.column - b.column);
}
