/** What the receiving server found of the sender (Authentication-Results, RFC 8601). */

/**
 * Whether the server says that From is not who sent it: DMARC failed, or SPF did and neither DKIM nor DMARC speaks
 * for it. Silence is no finding: the sent copy has none, and not every server checks.
 * @param authResults the topmost field, as it stands; null where there is none.
 */
export function isSenderForged(authResults: string | null): boolean {
  if (authResults === null) return false;
  const found = readResults(authResults);
  if (found.has('dmarc=fail')) return true;
  const refused = found.has('spf=fail') || found.has('spf=softfail');
  return refused && !found.has('dkim=pass') && !found.has('dmarc=pass');
}

/** "method=result" of each statement, in lower case; words in comments and quotation marks say nothing. */
function readResults(field: string): Set<string> {
  let text = field.replace(/"(?:[^"\\]|\\.)*"/g, ' ');
  // RFC 5322 3.2.2: comments nest; from the inside out, a few levels.
  for (let depth = 0; depth < 5 && text.includes('('); depth++) text = text.replace(/\([^()]*\)/g, ' ');
  const found = new Set<string>();
  for (const statement of text.split(';')) {
    // RFC 8601 2.2: method [ "/" version ] "=" result.
    const match = /^\s*([a-z][a-z0-9-]*)\s*(?:\/\s*\d+\s*)?=\s*([a-z]+)/i.exec(statement);
    if (match !== null) found.add(`${match[1]}=${match[2]}`.toLowerCase());
  }
  return found;
}
