import type { Exclusion } from '../core/exclusions/exclusion.js';
import type { Slo } from '../core/slo/slo.js';
import type { Grouping } from '../core/slo/slo-template.js';
import type { FieldFinder } from './fields/field.js';
import type { Problem } from './problem.js';
import type { Path, SourceDocument } from './source-document.js';

/** A part of a composite, and where it is named. */
export interface Reference {
  /** `service/name` of an SLO in any file. */
  readonly id: string;
  readonly weight: number;
  readonly place: Problem;
}

/** An SLO and where it stands: the document itself, with all its nodes, is let go. */
export interface Found {
  readonly slo: Slo;
  /** It is a template of one SLO for each label set. */
  readonly grouping?: Grouping;
  readonly place: Problem;
  /** What a composite is made of: it has its parts when all files are read. */
  readonly references?: readonly Reference[];
}

/** An exclusion and where it stands. */
export interface FoundExclusion {
  readonly exclusion: Exclusion;
  readonly place: Problem;
}

/** A service that the one of a document needs, and where it is named. */
export interface Dependency {
  readonly service: string;
  readonly place: Problem;
}

/** The sound SLOs of some documents, and everything that is wrong with them. */
export interface DialectRead {
  readonly found: readonly Found[];
  readonly problems: readonly Problem[];
  readonly exclusions?: readonly FoundExclusion[];
  readonly dependencies?: readonly Dependency[];
}

/** Whose files they are. */
export type Tool = 'firebreak' | 'openslo' | 'sloth' | 'pyrra';

/** A way to write SLOs whose documents stand for themselves. */
export interface SingleDialect {
  readonly tool: Tool;
  readonly kind: 'single';
  readonly matches: (value: unknown) => boolean;
  readonly read: (document: SourceDocument) => DialectRead;
  /** Left out: what is found of an SLO points at its entry. */
  readonly findField?: FieldFinder;
}

/** A way to write SLOs whose documents refer to each other: read when all files have been. */
export interface WholeDialect {
  readonly tool: Tool;
  readonly kind: 'whole';
  readonly matches: (value: unknown) => boolean;
  readonly read: (documents: readonly SourceDocument[]) => DialectRead;
  /** Left out: what is found of an SLO points at its entry. */
  readonly findField?: FieldFinder;
}

/** An SLO, or a template with its grouping, with the place of a value of its document. */
export function foundAt(
  slo: Omit<Slo, 'source'>,
  document: SourceDocument,
  path: Path,
  grouping?: Grouping,
): Found {
  const place = document.locate({ code: '', path, message: '', mend: '' });
  const { file, line, column } = place;
  return {
    slo: { ...slo, source: { file, line, column } },
    ...(grouping ? { grouping } : {}),
    place,
  };
}
