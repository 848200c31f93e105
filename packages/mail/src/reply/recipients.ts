/** Whom an answer goes to. */

export interface Correspondents {
  readonly from: readonly Person[];
  readonly replyTo: readonly Person[];
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  /** The mail is one of ours: an answer to it goes on to those whom it went to. */
  readonly outbound: boolean;
}

export interface Person {
  readonly address: string;
  readonly name: string | null;
}

/**
 * RFC 5322 3.6.3: Reply-To before From. The writer himself is left out, and nobody stands there twice; colleagues in
 * copy stay, as they would if he answered with his mail program.
 * @param isWriter whether an address is one that the writer writes from.
 */
export function replyRecipients(
  mail: Correspondents,
  kind: 'reply' | 'reply-all',
  isWriter: (address: string) => boolean,
): { to: Person[]; cc: Person[] } {
  const seen = new Set<string>();
  const others = (people: readonly Person[]) =>
    people.filter(({ address }) => {
      const key = address.toLowerCase();
      if (isWriter(key) || seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  const answered = mail.outbound ? mail.to : mail.replyTo.length > 0 ? mail.replyTo : mail.from;
  const to = others(answered);
  if (kind === 'reply') {
    // One's own mail to oneself, or a mailing whose recipients stand in Bcc: better an empty line than a wrong one.
    return { to, cc: [] };
  }
  const alsoTo = mail.outbound ? [] : others(mail.to);
  return { to: [...to, ...alsoTo], cc: others(mail.cc) };
}
