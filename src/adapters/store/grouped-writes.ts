/** What comes in within this time is written together, and what comes in while it does not pause: each flush halts the sending. */
const GATHER_MS = 50;
/** Nobody waits for a receipt but the next message of the same alert; but what a crash forgets is sent again. */
const MOST_GATHER_MS = 300;

/** Writes what comes in at about the same time in one transaction: a thousand receipts cost a few flushes of the disk. */
export class GroupedWrites<Item> {
  private waiting: { item: Item; resolve: () => void; reject: (error: unknown) => void }[] = [];
  private running = false;

  /** @param write all or nothing */
  constructor(private readonly write: (items: readonly Item[]) => Promise<void>) {}

  /** Resolves when the item is stored; rejects when its group could not be. */
  add(item: Item): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (!this.running) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) {
      await this.gather();
      const group = this.waiting.splice(0);
      try {
        await this.write(group.map(({ item }) => item));
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.running = false;
  }

  private async gather(): Promise<void> {
    let before = 0;
    for (let ms = 0; ms < MOST_GATHER_MS && this.waiting.length > before; ms += GATHER_MS) {
      before = this.waiting.length;
      await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
    }
  }
}
