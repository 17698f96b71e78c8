import { capture, secondsSince } from './run.mjs';

const AT_ONCE = 2;

/** Adds up what passed and what failed. */
export function sum(results) {
  const total = (key) => results.reduce((so, result) => so + result[key], 0);
  return { passed: total('passed'), failed: total('failed') };
}

/** A step that runs a program and passes when that ends with 0; it counts as one. */
export function program(name, command, args) {
  return {
    name,
    async run() {
      const { code, output } = await capture(command, args);
      return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
    },
  };
}

/**
 * Runs steps, two at a time, in their order. Prints each with its time when it ends, and of a failed one all it said.
 * A step is `{ name, run }`, where `run` resolves to `{ passed, failed, output?, note? }`. Resolves to the sum.
 */
export async function runSteps(steps) {
  const waiting = [...steps];
  const results = [];
  const work = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) results.push(await runStep(step));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return sum(results);
}

/** Runs one step as runSteps does; a step that throws has failed. */
export async function runStep({ name, run }) {
  const start = performance.now();
  const result = await run().catch((error) => ({ passed: 0, failed: 1, output: `${error.message}\n` }));
  const { passed, failed, output = '', note } = result;
  console.log(
    `${failed === 0 ? '✓' : '✗'} ${name} (${note === undefined ? '' : `${note}, `}${secondsSince(start)})`,
  );
  if (failed > 0) process.stdout.write(output.endsWith('\n') ? output : `${output}\n`);
  return { passed, failed };
}

/** Prints the sum as the last line, and lets the process end with 1 when anything failed. */
export function conclude({ passed, failed }) {
  if (failed > 0) process.exitCode = 1;
  console.log(`${passed} passed, ${failed} failed`);
}
