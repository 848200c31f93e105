/** A backfill that stands still for as long as a test wants, whatever the machine's speed. */

/**
 * A proxy's `hold`: a request for mails of these UIDs, all of them at most `uid`, is not answered, but for `octets` of
 * the answer. As the newest mails are fetched first, a backfill brings those above and then waits.
 */
export function holdMailsUpTo(uid: number, octets = 0): (line: string) => number | undefined {
  return (line) => {
    const [, set] = /UID FETCH (\S+) .*BODY\.PEEK\[\]/.exec(line) ?? [];
    return set !== undefined && Math.max(...set.split(/\D/).map(Number)) <= uid ? octets : undefined;
  };
}
