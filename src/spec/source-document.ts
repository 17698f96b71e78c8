import { type Document, isMap, isScalar, LineCounter, type Node, type Pair, parseAllDocuments } from 'yaml';
import type { Problem, SpecFile } from './problem.js';
import { valueOffsetToSource } from './scalar-offset.js';

/** A way to a value: property names and indices. */
export type Path = readonly (string | number)[];

/** What is wrong, and at which value of the document. */
export interface Finding {
  readonly code: string;
  readonly severity?: 'error' | 'warning';
  readonly path: Path;
  /** Point at the property's name rather than its value. */
  readonly atKey?: boolean;
  /** Offsets within a text value. */
  readonly within?: { readonly from: number; readonly to: number };
  readonly message: string;
  readonly mend: string;
}

/** Deep or huge alias expansions are refused ("billion laughs"). */
const MOST_ALIASES = 100;

/** One brace too many makes hundreds of syntax errors; those after the first few say nothing more. */
const MOST_SYNTAX_ERRORS = 5;

/** An alias within its own anchor makes values that have no end. */
const DEEPEST = 20;

const TOO_DEEP = {
  code: 'yaml-too-deep',
  message: 'lists or maps are nested too deeply to be read',
  mend: 'no SLO file needs more than ten levels',
};

/** One YAML document of a file, with the way back from its values to lines and columns. */
export class SourceDocument {
  readonly value: unknown;
  private places: Map<string, Path> | undefined;

  constructor(
    private readonly file: SpecFile,
    private readonly lines: LineCounter,
    private readonly document: Document.Parsed,
  ) {
    this.value = document.toJS({ maxAliasCount: MOST_ALIASES });
  }

  /** The finding as a problem of the file. */
  locate(finding: Finding): Problem {
    const [from, to] = this.range(finding);
    return problemAt(this.file, this.lines, from, to, finding);
  }

  /** The path of what `locate` puts at a line and column, the outermost where several begin there. */
  pathAt(line: number, column: number): Path | undefined {
    this.places ??= this.placesBelow([], this.value, new Map());
    return this.places.get(`${line}:${column}`);
  }

  private placesBelow(path: Path, value: unknown, places: Map<string, Path>): Map<string, Path> {
    const { line, column } = this.locate({ code: '', path, message: '', mend: '' });
    const key = `${line}:${column}`;
    if (!places.has(key)) places.set(key, path);
    if (typeof value !== 'object' || value === null || path.length === DEEPEST) return places;
    const list = Array.isArray(value);
    for (const [name, inner] of Object.entries(value)) {
      this.placesBelow([...path, list ? Number(name) : name], inner, places);
    }
    return places;
  }

  private range({ path, atKey, within }: Finding): [number, number] {
    const pair = this.pairAt(path);
    const key = pair?.key as Node | undefined;
    if (atKey && key?.range) return [key.range[0], key.range[1]];
    const node = this.nodeAt(path);
    if (!node?.range) return key?.range ? [key.range[0], key.range[1]] : this.rangeOfParent(path);
    if (within && isScalar(node)) {
      return valueOffsetToSource(this.file.text, node, within) ?? [node.range[0], node.range[1]];
    }
    // A whole map is pointed at by its first key.
    if (isMap(node)) {
      const first = node.items[0]?.key as Node | undefined;
      if (first?.range) return [first.range[0], first.range[1]];
    }
    return [node.range[0], node.range[1]];
  }

  private rangeOfParent(path: Path): [number, number] {
    return path.length === 0
      ? [0, 0]
      : this.range({ code: '', path: path.slice(0, -1), message: '', mend: '' });
  }

  private nodeAt(path: Path): Node | undefined {
    if (path.length === 0) return this.document.contents ?? undefined;
    return this.document.getIn(path, true) as Node | undefined;
  }

  private pairAt(path: Path): Pair | undefined {
    const parent = path.length === 0 ? undefined : this.nodeAt(path.slice(0, -1));
    const last = path.at(-1);
    return isMap(parent)
      ? parent.items.find((pair) => isScalar(pair.key) && pair.key.value === last)
      : undefined;
  }
}

/** The YAML documents of a file that can be read, and what is wrong with the others. Empty documents are left out. */
export function readDocuments(file: SpecFile): { documents: SourceDocument[]; problems: Problem[] } {
  const lines = countLines(file.text);
  const documents: SourceDocument[] = [];
  const problems: Problem[] = [];
  const parsed = parseAllDocuments(file.text, { prettyErrors: false, merge: true, logLevel: 'error' });
  for (const document of Array.isArray(parsed) ? parsed : []) {
    problems.push(...syntaxErrors(file, lines, document));
    if (document.errors.length > 0 || isEmpty(document)) continue;
    try {
      documents.push(new SourceDocument(file, lines, document));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const from = document.range[0];
      problems.push(
        problemAt(file, lines, from, from, { code: 'yaml-alias', message, mend: 'write the value out' }),
      );
    }
  }
  return { documents, problems };
}

/** Nothing but comments, as after a `---` that ends a file; a written `null` is no such document. */
function isEmpty({ contents }: Document.Parsed): boolean {
  return contents === null || (isScalar(contents) && contents.value === null && contents.source === '');
}

/** Where each line begins. The parser's own counter misses lines within what it cannot read. */
function countLines(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
  return lines;
}

function syntaxErrors(file: SpecFile, lines: LineCounter, { errors }: Document.Parsed): Problem[] {
  const further = errors.length - MOST_SYNTAX_ERRORS;
  return errors.slice(0, MOST_SYNTAX_ERRORS).map(({ message, code, pos }, index) => {
    const rest =
      index === MOST_SYNTAX_ERRORS - 1 && further > 0 ? ` (and ${further} more places after it)` : '';
    if (/call stack/i.test(message)) return problemAt(file, lines, pos[0], pos[1], TOO_DEEP);
    return problemAt(file, lines, pos[0], pos[1], {
      code: 'yaml-syntax',
      message: `this is not valid YAML: ${message}${rest}`,
      mend: yamlMend(code),
    });
  });
}

function yamlMend(code: string): string {
  if (code === 'TAB_AS_INDENT') return 'indent with spaces';
  if (code === 'DUPLICATE_KEY') return 'keep one of the two';
  return 'check indentation, quotes and colons around this place';
}

function problemAt(
  file: SpecFile,
  lines: LineCounter,
  from: number,
  to: number,
  { code, severity, message, mend }: Pick<Finding, 'code' | 'severity' | 'message' | 'mend'>,
): Problem {
  const start = lines.linePos(from);
  const end = lines.linePos(Math.max(from, to));
  const line = Math.max(1, start.line);
  return {
    code,
    severity: severity ?? 'error',
    message,
    mend,
    file: file.path,
    line,
    column: Math.max(1, start.col),
    endLine: Math.max(line, end.line),
    endColumn: Math.max(1, end.col),
  };
}
