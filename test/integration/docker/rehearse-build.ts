import { execFile } from 'node:child_process';
import { chown, cp, mkdir, readdir, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';
import type { BuildContext } from './build-context.js';
import type { Instruction, Stage } from './dockerfile.js';

const run = promisify(execFile);

/** These describe the image, and put nothing into it. */
const DESCRIPTIONS = [
  'LABEL',
  'ENV',
  'USER',
  'VOLUME',
  'EXPOSE',
  'HEALTHCHECK',
  'STOPSIGNAL',
  'ENTRYPOINT',
  'CMD',
];

interface Built {
  /** The folder that stands for `/`. */
  readonly root: string;
  workdir: string;
}

/**
 * Does what a builder would do for these stages, each in an empty folder under `scratch`, with this machine's node in the place
 * of the base image's. Resolves to the folder that stands for `/` in the image; an instruction that it cannot do throws.
 */
export async function rehearseBuild(
  stages: readonly Stage[],
  context: BuildContext,
  scratch: string,
): Promise<string> {
  const built = new Map<string, Built>();
  let last: Built | undefined;
  for (const [index, stage] of stages.entries()) {
    const root = join(scratch, stage.name ?? `stage-${index}`);
    const base = built.get(stage.from);
    await (base ? cp(base.root, root, { recursive: true }) : mkdir(root));
    last = { root, workdir: base?.workdir ?? '/' };
    for (const instruction of stage.instructions) await follow(instruction, last, built, context);
    if (stage.name !== undefined) built.set(stage.name, last);
  }
  if (!last) throw new Error('there is no stage to build');
  return last.root;
}

async function follow(
  instruction: Instruction,
  here: Built,
  built: ReadonlyMap<string, Built>,
  context: BuildContext,
): Promise<void> {
  const { name, args } = instruction;
  if (name === 'WORKDIR') {
    here.workdir = args;
    await mkdir(join(here.root, args), { recursive: true });
  } else if (name === 'RUN') {
    if (/(^|[\s=])\//.test(args))
      throw new Error(`RUN ${args}: an absolute path would leave the rehearsal's folder`);
    await run('sh', ['-c', args], { cwd: join(here.root, here.workdir), env: builderEnv() });
  } else if (name === 'COPY') {
    await copy(instruction, here, built, context);
  } else if (!DESCRIPTIONS.includes(name)) {
    throw new Error(`the rehearsal does not know how to ${name}`);
  }
}

async function copy(
  { args, flags }: Instruction,
  here: Built,
  built: ReadonlyMap<string, Built>,
  context: BuildContext,
): Promise<void> {
  const sources = args.split(/\s+/);
  const destination = sources.pop() ?? '';
  const target = join(here.root, isAbsolute(destination) ? '' : here.workdir, destination);
  const origin = flags['from'] === undefined ? undefined : built.get(flags['from']);
  if (flags['from'] !== undefined && !origin) throw new Error(`there is no stage ${flags['from']}`);
  for (const source of sources) {
    const file = destination.endsWith('/') ? join(target, source.split('/').at(-1) ?? '') : target;
    if (origin) await cp(join(origin.root, source), file, { recursive: true });
    else await context.copy(source, file);
  }
  const owner = /^(\d+):(\d+)$/.exec(flags['chown'] ?? '');
  if (owner && process.getuid?.() === 0) await giveTo(target, Number(owner[1]), Number(owner[2]));
}

async function giveTo(path: string, user: number, group: number): Promise<void> {
  await chown(path, user, group);
  if ((await stat(path)).isDirectory())
    for (const name of await readdir(path)) await giveTo(join(path, name), user, group);
}

/** Nothing of the test's own environment but the way to the programs and to the registry. */
function builderEnv(): Record<string, string | undefined> {
  const kept = Object.entries(process.env).filter(([name]) =>
    /^(HOME|.*_proxy|NODE_EXTRA_CA_CERTS)$/i.test(name),
  );
  const path = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'));
  return { ...Object.fromEntries(kept), PATH: path.join(delimiter), npm_config_prefer_offline: 'true' };
}
