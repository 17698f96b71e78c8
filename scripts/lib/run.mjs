import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The root of the repository, where every program of these scripts runs. */
export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Runs a program to its end and passes on what it prints.
 * Resolves to its exit code; 127 when there is no such program.
 */
export async function show(command, args, { env = process.env, stdio = 'inherit' } = {}) {
  const { code } = await runToEnd(command, args, { env, stdio });
  return code;
}

/**
 * Runs a program to its end and keeps what it prints, at most for `timeout` ms.
 * Resolves to `{ code, output }`, with stdout and stderr in one.
 */
export function capture(command, args, { env = process.env, timeout } = {}) {
  return runToEnd(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], timeout, killSignal: 'SIGKILL' });
}

function runToEnd(command, args, options) {
  return new Promise((resolve) => {
    const chunks = [];
    const child = spawn(command, args, { cwd: REPOSITORY, ...options });
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    const output = () => Buffer.concat(chunks).toString();
    child.once('error', (error) => resolve({ code: 127, output: `${output()}${error.message}\n` }));
    child.once('close', (code, signal) => {
      const end = signal === null ? '' : `${command} was ended by ${signal}\n`;
      resolve({ code: code ?? 128, output: `${output()}${end}` });
    });
  });
}

/** Seconds since `start` (of performance.now()), as text. */
export function secondsSince(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
