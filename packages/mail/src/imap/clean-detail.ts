/** Characters of a server's words that are kept for people to read. */
export const DETAIL_LIMIT = 300;

/**
 * A server's words made fit to store and show: one line, no control or direction-changing characters, no
 * secret, at most DETAIL_LIMIT characters; null where nothing is left.
 */
export function cleanDetail(said: string, secrets: readonly string[] = []): string | null {
  // What is cut here may hide a secret that straddles the cut, so it is cut once more after masking.
  let line = said.slice(0, 10_000).toWellFormed();
  for (const secret of spellings(secrets)) line = line.split(secret).join('•••');
  line = line
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  for (const secret of spellings(secrets)) line = line.split(secret).join('•••');
  return line === '' ? null : Array.from(line).slice(0, DETAIL_LIMIT).join('');
}

/** A secret as it travels: plain, and base64 as AUTH=LOGIN sends it. Short ones would mask common words. */
function spellings(secrets: readonly string[]): string[] {
  return secrets
    .filter((secret) => secret.length >= 3)
    .flatMap((secret) => [secret, Buffer.from(secret).toString('base64')]);
}
