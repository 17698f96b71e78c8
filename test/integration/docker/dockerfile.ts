import { only, readText } from './files.js';

export interface Instruction {
  readonly name: string;
  /** `--from=build` as `from: 'build'`. */
  readonly flags: Readonly<Record<string, string>>;
  readonly args: string;
}

export interface Stage {
  readonly name: string | undefined;
  /** An earlier stage, or an image. */
  readonly from: string;
  readonly instructions: readonly Instruction[];
}

export async function readDockerfile(): Promise<readonly Stage[]> {
  const stages: { name: string | undefined; from: string; instructions: Instruction[] }[] = [];
  const text = (await readText('docker/Dockerfile')).replace(/^\s*#.*\n/gm, '').replace(/\\\n/g, ' ');
  for (const line of text.split('\n').filter((line) => line.trim() !== '')) {
    const instruction = parseInstruction(line);
    if (instruction.name === 'FROM') {
      const [from = '', , name] = instruction.args.split(/\s+/);
      stages.push({ name, from, instructions: [] });
    } else {
      const stage = stages.at(-1);
      if (!stage) throw new Error(`"${line}" stands before any FROM`);
      stage.instructions.push(instruction);
    }
  }
  return stages;
}

function parseInstruction(line: string): Instruction {
  const match = /^([A-Z]+)((?:\s+--[a-z-]+=\S+)*)\s+(\S.*)$/.exec(line.trim());
  if (!match) throw new Error(`"${line}" is no instruction that this test can read`);
  const [, name = '', flags = '', args = ''] = match;
  const pairs = [...flags.matchAll(/--([a-z-]+)=(\S+)/g)];
  return { name, flags: Object.fromEntries(pairs.map(([, flag, value]) => [flag, value])), args };
}

/** The one instruction of that name in a stage. */
export function the(name: string, stage: Stage): Instruction {
  return only(
    stage.instructions.filter((instruction) => instruction.name === name),
    name,
  );
}

/** The stage that becomes the image. */
export function finalStage(stages: readonly Stage[]): Stage {
  const stage = stages.at(-1);
  if (!stage) throw new Error('there is no stage');
  return stage;
}

/** The words of `["node", "x"]`; the shell form, which would put a shell between the signal and the daemon, throws. */
export function execForm(text: string): string[] {
  if (!text.startsWith('[')) throw new Error(`${text} is in shell form`);
  const words: unknown = JSON.parse(text);
  if (!Array.isArray(words) || !words.every((word) => typeof word === 'string'))
    throw new Error(`${text} is no list of texts`);
  return words;
}

/** The words that Docker runs to see whether the container is healthy. */
export function healthCommand(stage: Stage): string[] {
  return execForm(the('HEALTHCHECK', stage).args.replace(/^CMD\s+/, ''));
}
