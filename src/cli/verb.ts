import { Command } from 'commander';
import type { CliContext } from './context.js';

/** Takes a command's exit code. */
export type Exit = (code: number) => void;

export interface Help {
  readonly examples: readonly (readonly [command: string, meaning: string])[];
  readonly exitCodes: readonly (readonly [code: number, meaning: string])[];
}

/** A command that writes where the context says, throws instead of ending the process, and teaches by example. */
export function verb(context: CliContext, name: string, description: string, help: Help): Command {
  const command = new Command(name)
    .description(description)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      // Only when it goes wrong is it known which command this is a part of.
      outputError: (text, write) => write(`${text}(${pathOf(command)} --help shows how it is used)\n`),
    });
  return command.addHelpText('after', () => helpText(context, help));
}

/** As it is typed: `firebreak incident declare`. */
function pathOf(command: Command): string {
  const name = command.name();
  return command.parent ? `${pathOf(command.parent)} ${name}` : name;
}

function helpText({ stdout }: CliContext, { examples, exitCodes }: Help): string {
  const sections: string[] = [];
  if (examples.length > 0) {
    const lines = examples.map(([line, meaning]) => `  ${stdout.paint('cyan', line)}\n      ${meaning}`);
    sections.push(`\nExamples:\n${lines.join('\n')}`);
  }
  if (exitCodes.length > 0) {
    sections.push(`\nExit codes:\n${exitCodes.map(([code, meaning]) => `  ${code}  ${meaning}`).join('\n')}`);
  }
  return sections.join('\n');
}
