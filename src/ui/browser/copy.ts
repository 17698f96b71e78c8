/** Puts a text where the person's next paste takes it from; browsers refuse that on plain HTTP from afar. */
export async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text).catch(() => undefined);
}
