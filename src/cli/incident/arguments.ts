import { Argument, InvalidArgumentError } from 'commander';
import { nearest } from '../../core/nearest.js';

/** An incident by its id, by its number alone, or with a small `inc-`. */
export function incidentArgument(
  name = 'incident',
  about = 'its id, as "firebreak incidents" gives it',
): Argument {
  return new Argument(`<${name}>`, about).argParser(incidentId);
}

function incidentId(text: string): string {
  const [, number] = /^(?:inc-)?([1-9]\d{0,14})$/i.exec(text) ?? [];
  return number === undefined ? text : `INC-${number}`;
}

/** One of some words, however it is capitalised. */
export function wordArgument(name: string, words: readonly string[], about = words.join(', ')): Argument {
  return new Argument(`<${name}>`, about).argParser((text) => {
    const word = text.toLowerCase();
    if (words.includes(word)) return word;
    const [near] = nearest(word, words, 1);
    const meant = near === undefined ? '' : `Did you mean "${near}"? `;
    throw new InvalidArgumentError(`${meant}It is one of ${words.join(', ')}`);
  });
}
