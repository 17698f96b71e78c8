import type { Output, Style } from '../context.js';

/** How the cells of a calendar are written; people differ in their letters, and in colour besides. */
export interface Marks {
  /** `A`, or as many letters as tell two people apart; `!` for nobody. */
  of(person: string | undefined): string;
  paint(person: string | undefined, text: string): string;
  /** What the letters of some of them stand for: `A alice`. */
  legend(people: ReadonlySet<string>): string[];
}

/** Red is for gaps. */
const STYLES: readonly Style[] = ['cyan', 'green', 'yellow'];

/** The same mark for a person wherever they are shown. */
export function marksFor(everybody: ReadonlySet<string>, paint: Output['paint']): Marks {
  const people = [...everybody].sort();
  const marks = new Map(people.map((person) => [person, shortest(person, people)]));
  const styles = new Map(people.map((person, index) => [person, STYLES[index % STYLES.length] ?? 'cyan']));
  const painted = (person: string | undefined, text: string) =>
    paint(person === undefined ? 'red' : (styles.get(person) ?? 'cyan'), text);
  return {
    of: (person) => (person === undefined ? '!' : (marks.get(person) ?? person)),
    paint: painted,
    legend: (some) =>
      people
        .filter((person) => some.has(person))
        .map((person) => `${painted(person, marks.get(person) ?? person)} ${person}`),
  };
}

function shortest(person: string, people: readonly string[]): string {
  const others = people.filter((other) => other !== person);
  const capital = person.charAt(0).toUpperCase() + person.slice(1);
  for (let length = 1; length < person.length; length += 1) {
    const start = person.slice(0, length).toLowerCase();
    if (!others.some((other) => other.toLowerCase().startsWith(start))) return capital.slice(0, length);
  }
  return capital;
}
