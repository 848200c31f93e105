/** Characters of the longest preview that the server makes (UTF-16 units). */
const LONGEST = 200;

/** A preview that fills its length ends in the middle of something: back to the last whole word, and a mark. */
export function cutPreview(preview: string): string {
  // The server trims what it cut, so the last few characters may be gone.
  if (preview.length < LONGEST - 2) return preview;
  const words = preview.replace(/\s+[\p{Script=Latin}\p{Script=Cyrillic}\p{N}'’-]*$/u, '');
  return `${words.length > LONGEST / 2 ? words : preview}…`;
}
