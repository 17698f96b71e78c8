/** Puts a text where the person's next paste takes it from; false where the browser does not, as on plain HTTP from afar. */
export async function copyText(text: string): Promise<boolean> {
  // Browsers have no clipboard at all there, whatever its type says.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (!clipboard) return false;
  return clipboard.writeText(text).then(
    () => true,
    () => false,
  );
}
