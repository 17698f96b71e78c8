import { readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { styleText } from 'node:util';
import { systemClock } from '../../adapters/clock/system-clock.js';
import { createDaemonClient } from '../../adapters/daemon-client/daemon-client.js';
import { createPrometheusSource } from '../../adapters/prometheus/event-source.js';
import { createInspector } from '../../adapters/prometheus/inspector.js';
import { readYamlFiles } from '../../adapters/spec-files/read-files.js';
import type { CliContext, CliFiles, Output, SourceAddress } from '../../cli/context.js';
import { configSchema } from '../config/schema.js';
import { serve } from '../daemon/serve.js';
import { runDemo } from '../demo/run-demo.js';
import { judgeOnce } from './judge-once.js';
import { sourceOptions } from './source-options.js';

const HISTORY_TIMEOUT_MS = 120_000;

/** The real surroundings of the commands. */
export function createCliContext(): CliContext {
  const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  const stdout = output(process.stdout);
  const stderr = output(process.stderr);
  const optionsOf = (address: SourceAddress) =>
    sourceOptions(address, process.env, (path) => readFileSync(path, 'utf8'));
  return {
    version,
    env: process.env,
    stdout,
    stderr,
    files,
    configSchema,
    serve: (flags) =>
      serve(flags, {
        env: process.env,
        version,
        writeError: (text) => stderr.write(text),
        paint: (style, text) => stderr.paint(style, text),
      }),
    demo: (flags) => runDemo(flags, { stdout, stderr }),
    daemon: (url) => createDaemonClient(url, process.env.FIREBREAK_TOKEN || undefined),
    openSource: (address) => createInspector(optionsOf(address), systemClock),
    openEvents: (address) => ({
      source: createPrometheusSource(
        { ...optionsOf(address), timeoutMs: HISTORY_TIMEOUT_MS },
        { query: () => undefined },
        systemClock,
      ),
      now: systemClock.now(),
    }),
    judgeOnce: async (slos, request) => judgeOnce(slos, request, optionsOf(request.source)),
  };
}

function output(stream: NodeJS.WriteStream): Output {
  return {
    write: (text) => void stream.write(text),
    terminal: stream.isTTY,
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
