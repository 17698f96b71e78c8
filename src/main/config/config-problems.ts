import { checkSchema } from '../../spec/check-schema.js';
import { compileSchema } from '../../spec/compile-schema.js';
import { otherKind } from '../../spec/file-kinds.js';
import type { Problem, SpecFile } from '../../spec/problem.js';
import { type Path, readDocuments, type SourceDocument } from '../../spec/source-document.js';
import { type ConfigFile, configSchema } from './schema.js';
import { type SoundParts, soundParts } from './sound-parts.js';

const validateSchema = compileSchema(configSchema);

/** Collects what is wrong with a configuration, at its place in the file or by the name of the variable or flag. */
export class ConfigProblems {
  /** Errors. */
  readonly list: Problem[] = [];
  /** What is no error, and better known. */
  readonly warnings: Problem[] = [];
  private document: SourceDocument | undefined;
  private sound: SoundParts | undefined;

  /** The parts of a file that the schema passes, so that what is wrong elsewhere is told too; undefined when there are none. The reasons are in `list`. */
  readFile(file: SpecFile): ConfigFile | undefined {
    const { documents, problems } = readDocuments(file);
    this.list.push(...problems.map(withoutSource));
    const [document, second] = documents;
    if (problems.length > 0) return undefined;
    if (!document) return {};
    if (second) {
      this.list.push(
        second.locate({
          code: 'two-documents',
          path: [],
          message: 'a configuration is one YAML document',
          mend: 'remove the "---"',
        }),
      );
      return undefined;
    }
    const other = otherKind(document.value, 'config', 'no configuration of a daemon');
    if (other) {
      this.list.push(document.locate(other));
      return undefined;
    }
    this.document = document;
    const findings = checkSchema(validateSchema, document.value);
    this.list.push(...findings.map((finding) => document.locate(finding)));
    this.sound = soundParts(document.value, findings);
    // What is left is what the schema says of it.
    return this.sound?.value;
  }

  /** The names of a section's items, sound or not: a reference to a broken one leads somewhere. */
  namesIn(section: 'receivers'): string[] {
    const items: unknown = (this.document?.value as ConfigFile | null | undefined)?.[section];
    return (Array.isArray(items) ? items : []).flatMap((item: unknown) =>
      typeof item === 'object' && item !== null && 'name' in item && typeof item.name === 'string'
        ? item.name
        : [],
    );
  }

  /** An error at a value of the file. */
  at(path: Path, message: string, mend: string): undefined {
    const inFile = this.sound ? this.sound.pathInFile(path) : path;
    // It follows from what has been told.
    if (!inFile) return undefined;
    const finding = { code: 'bad-setting', path: inFile, message, mend };
    this.list.push(
      this.document ? this.document.locate(finding) : nowhere('the configuration', message, mend),
    );
    return undefined;
  }

  /** Something at a value of the file that keeps nobody from starting. */
  warn(path: Path, message: string, mend: string): undefined {
    const warning = this.place(path, { code: 'doubtful-setting', severity: 'warning', message, mend });
    if (warning) this.warnings.push(warning);
    return undefined;
  }

  /** Where a value of the file stands, with the words to say of it; undefined without a file. */
  place(
    path: Path,
    { severity, ...said }: Pick<Problem, 'code' | 'severity' | 'message' | 'mend'>,
  ): Problem | undefined {
    const inFile = this.sound ? this.sound.pathInFile(path) : path;
    if (!inFile || !this.document) return undefined;
    return { ...this.document.locate({ ...said, path: inFile }), severity };
  }

  /** An error in an environment variable or a flag. */
  in(place: string, message: string, mend: string): undefined {
    this.list.push(nowhere(place, message, mend));
    return undefined;
  }
}

/** The parser quotes what it stumbles over after a second colon, and that may be a secret. */
function withoutSource(problem: Problem): Problem {
  return {
    ...problem,
    message: problem.message.replace(/^(this is not valid YAML: [^:]*|[^:]*): .*$/s, '$1'),
  };
}

function nowhere(file: string, message: string, mend: string): Problem {
  return {
    code: 'bad-setting',
    severity: 'error',
    message,
    mend,
    file,
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 1,
  };
}
