import { checkSchema } from '../../spec/check-schema.js';
import { compileSchema } from '../../spec/compile-schema.js';
import type { Problem, SpecFile } from '../../spec/problem.js';
import { type Path, readDocuments, type SourceDocument } from '../../spec/source-document.js';
import { type ConfigFile, configSchema } from './schema.js';

const validateSchema = compileSchema(configSchema);

/** Collects what is wrong with a configuration, at its place in the file or by the name of the variable or flag. */
export class ConfigProblems {
  readonly list: Problem[] = [];
  private document: SourceDocument | undefined;

  /** The file's content once the schema has passed it; undefined with the reasons in `list`. */
  readFile(file: SpecFile): ConfigFile | undefined {
    const { documents, problems } = readDocuments(file);
    this.list.push(...problems);
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
    this.document = document;
    const findings = checkSchema(validateSchema, document.value);
    this.list.push(...findings.map((finding) => document.locate(finding)));
    return findings.length > 0 ? undefined : (document.value as ConfigFile);
  }

  /** An error at a value of the file. */
  at(path: Path, message: string, mend: string): undefined {
    const finding = { code: 'bad-setting', path, message, mend };
    this.list.push(
      this.document ? this.document.locate(finding) : nowhere('the configuration', message, mend),
    );
    return undefined;
  }

  /** An error in an environment variable or a flag. */
  in(place: string, message: string, mend: string): undefined {
    this.list.push(nowhere(place, message, mend));
    return undefined;
  }
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
