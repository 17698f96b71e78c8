import type { Output } from '../../cli/context.js';

/** Prints what happens, with the seconds since the story began. */
export class Screen {
  private began = Date.now();
  private readonly timeline: string[] = [];

  constructor(private readonly output: Output) {}

  beginStory(): void {
    this.began = Date.now();
  }

  heading(text: string): void {
    this.output.write(`\n${this.output.paint('bold', text)}\n`);
  }

  say(text: string): void {
    this.output.write(`  ${text}\n`);
  }

  /** Something that happened; it is repeated in the timeline at the end. */
  event(text: string, style: 'red' | 'green' | 'yellow' | 'cyan' = 'cyan'): void {
    const line = `${this.clock()}  ${text}`;
    this.timeline.push(line);
    this.output.write(`${this.output.paint(style, line)}\n`);
  }

  /** What the gauges show in passing. */
  gauge(text: string): void {
    this.output.write(`${this.output.paint('dim', `${this.clock()}  ${text}`)}\n`);
  }

  /** A message as it stands on the pager's display. */
  page(text: string, style: 'red' | 'green' | 'yellow'): void {
    const framed = text.split('\n').map((line) => `          ┃ ${line}`);
    this.output.write(`${this.output.paint(style, framed.join('\n'))}\n`);
  }

  printTimeline(): void {
    this.heading('Timeline');
    for (const line of this.timeline) this.output.write(`${line}\n`);
  }

  private clock(): string {
    const seconds = (Date.now() - this.began) / 1000;
    return `${seconds.toFixed(1).padStart(6)}s`;
  }
}
