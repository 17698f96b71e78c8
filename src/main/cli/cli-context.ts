import { readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { styleText } from 'node:util';
import { readYamlFiles } from '../../adapters/spec-files/read-files.js';
import type { CliContext, CliFiles, Output } from '../../cli/context.js';

/** The real surroundings of the commands. What only some of them need is loaded when they ask: Express and SQLite take longer than most verbs. */
export function createCliContext(): CliContext {
  const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  const stdout = output(process.stdout);
  const stderr = output(process.stderr);
  return {
    version,
    env: process.env,
    stdout,
    stderr,
    files,
    configSchema: async () => (await import('../config/schema.js')).configSchema,
    serve: async (flags) => {
      const { serve } = await import('../daemon/serve.js');
      return serve(flags, {
        env: process.env,
        version,
        writeError: (text) => stderr.write(text),
        paint: (style, text) => stderr.paint(style, text),
      });
    },
    demo: async (flags) => (await import('../demo/run-demo.js')).runDemo(flags, { stdout, stderr }),
    daemon: async (url) => {
      const { createDaemonClient } = await import('../../adapters/daemon-client/daemon-client.js');
      return createDaemonClient(url, process.env.FIREBREAK_TOKEN || undefined);
    },
    openSource: async (url) => (await import('./open-source.js')).openSource(url),
    judgeOnce: async (slos, request) => (await import('./judge-once.js')).judgeOnce(slos, request),
  };
}

function output(stream: NodeJS.WriteStream): Output {
  return {
    write: (text) => void stream.write(text),
    // styleText knows NO_COLOR, FORCE_COLOR and whether the stream is a terminal.
    paint: (style, text) => styleText(style, text, { stream }),
  };
}

const files: CliFiles = {
  readFiles: readYamlFiles,
  async readFile(path) {
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  },
  async writeFile(path, text) {
    await mkdir(dirname(path), { recursive: true });
    // Whoever reads the folder meanwhile sees the old file or the new one, never half of it.
    const beside = join(dirname(path), `.${process.pid}.tmp`);
    await writeFile(beside, text);
    await rename(beside, path);
  },
  async listDir(path) {
    try {
      const entries = await readdir(path, { withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name)
        .sort();
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  },
};

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
