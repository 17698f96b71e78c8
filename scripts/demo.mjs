// Plays the demo from a fresh clone. Only what Node itself brings may be imported before the bootstrap.
import { build } from './lib/build.mjs';
import { show } from './lib/run.mjs';

// Ctrl-C goes to the demo too, which tidies up; this process waits for it.
process.on('SIGINT', () => undefined);

process.exitCode = await play();

async function play() {
  const ready = await show(process.execPath, ['scripts/bootstrap.mjs']);
  if (ready !== 0) return ready;
  try {
    await build();
  } catch (error) {
    console.error(error.message);
    return 1;
  }
  return show(process.execPath, ['dist/main/firebreak.js', 'demo', ...process.argv.slice(2)]);
}
