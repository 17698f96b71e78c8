import { cp, readFile, stat } from 'node:fs/promises';
import { join, posix, relative } from 'node:path';

/** The files of a folder that a builder may see, as its .dockerignore says. */
export interface BuildContext {
  includes(path: string): boolean;
  /** Copies a file, or what is in a folder, without what is ignored. Rejects when nothing is left to copy. */
  copy(path: string, target: string): Promise<void>;
}

export async function openBuildContext(folder: string): Promise<BuildContext> {
  const rules = parseRules(await readFile(join(folder, '.dockerignore'), 'utf8'));
  const includes = (path: string) => {
    let included = true;
    for (const { pattern, negated } of rules)
      if (withParents(path).some((part) => pattern.test(part))) included = negated;
    return included;
  };
  return {
    includes,
    async copy(path, target) {
      const source = join(folder, path);
      let copied = 0;
      await cp(source, target, {
        recursive: true,
        filter: async (from) => {
          // A folder that is ignored may hold files that are not.
          if ((await stat(from)).isDirectory()) return true;
          const included = includes(relative(folder, from));
          if (included) copied += 1;
          return included;
        },
      });
      if (copied === 0) throw new Error(`COPY ${path}: everything there is ignored by .dockerignore`);
    },
  };
}

function parseRules(text: string) {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const negated = line.startsWith('!');
      return { negated, pattern: toPattern(posix.normalize(negated ? line.slice(1) : line)) };
    });
}

/** `*` stops at slashes and `**` does not. */
function toPattern(glob: string): RegExp {
  const source = glob
    .replace(/^\/|\/$/g, '')
    .split(/(\*\*\/?|\*|\?)/)
    .map((part) => {
      if (part.startsWith('**')) return '.*';
      if (part === '*') return '[^/]*';
      return part === '?' ? '[^/]' : part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
    });
  return new RegExp(`^${source.join('')}$`);
}

/** `a/b/c` as `a`, `a/b`, `a/b/c`: a rule for a folder holds for all that is in it. */
function withParents(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
