import { readFileSync } from 'node:fs';
import { styleText } from 'node:util';
import { systemClock } from '../../adapters/clock/system-clock.js';
import type { CliContext, Output, SourceAddress } from '../../cli/context.js';
import { files } from './files.js';
import { rulerOptions, sourceOptions } from './source-options.js';

/** The real surroundings of the commands. What only some of them need is loaded when they ask: Express and SQLite take longer than most verbs. */
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
    now: () => systemClock.now(),
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
    storeFiles: async () => (await import('./store-files.js')).storeFiles,
    openSource: async (address) => (await import('./open-source.js')).openSource(optionsOf(address)),
    openEvents: async (address) => (await import('./open-source.js')).openEvents(optionsOf(address)),
    checkConfig: async (path) => (await import('./check-config.js')).checkConfig(path, process.env),
    receivers: async (config) =>
      (await import('./receivers.js')).configuredReceivers(config, process.env, (style, text) =>
        stderr.paint(style, text),
      ),
    ruler: async (address) => {
      const { createRulerClient } = await import('../../adapters/ruler/ruler-client.js');
      return createRulerClient(rulerOptions(address, process.env, (path) => readFileSync(path, 'utf8')));
    },
    judgeOnce: async (slos, request) =>
      (await import('./judge-once.js')).judgeOnce(slos, request, optionsOf(request.source)),
  };
}

/** What a shell tells of a program whose reader has left: 128 + SIGPIPE. */
const READER_LEFT = 141;

function output(stream: NodeJS.WriteStream): Output {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(READER_LEFT);
  });
  return {
    write: (text) => void stream.write(text),
    terminal: stream.isTTY,
    // styleText knows NO_COLOR, FORCE_COLOR and whether the stream is a terminal.
    paint: (style, text) => styleText(style, text, { stream }),
  };
}
