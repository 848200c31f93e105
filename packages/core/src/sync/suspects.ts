/**
 * Mails at whose fetch the session ended. A server that crashes at one mail would end every session at the same
 * place, and the mails behind it would never come: so a suspect is set aside and fetched last, alone.
 *
 * Kept in memory only: a new process learns it again at the cost of a few sessions.
 */

/** So many ended sessions are no accident of the network. */
const PROVEN_AT = 3;
/** Suspects of one mailbox, and mailboxes with any, at most; what is beyond is fetched as everything else. */
const MOST_UIDS = 1_000;
const MOST_MAILBOXES = 10_000;

export class Suspects {
  /** "mailbox id/generation" → UID → sessions it ended. */
  readonly #byMailbox = new Map<string, Map<number, number>>();

  /** A session ended while this mail was next to come. @returns true where that is its habit. */
  blame(mailboxId: number, uidValidity: number, uid: number): boolean {
    const key = `${mailboxId}/${uidValidity}`;
    const uids = this.#byMailbox.get(key) ?? new Map<number, number>();
    if (!this.#byMailbox.has(key) && this.#byMailbox.size >= MOST_MAILBOXES) return false;
    if (!uids.has(uid) && uids.size >= MOST_UIDS) return false;
    this.#byMailbox.set(key, uids);
    const times = (uids.get(uid) ?? 0) + 1;
    uids.set(uid, times);
    return times >= PROVEN_AT;
  }

  acquit(mailboxId: number, uidValidity: number, uid: number): void {
    const key = `${mailboxId}/${uidValidity}`;
    const uids = this.#byMailbox.get(key);
    uids?.delete(uid);
    if (uids?.size === 0) this.#byMailbox.delete(key);
  }

  /** Least blamed first, so that one that always fails keeps no other from its turn. */
  of(mailboxId: number, uidValidity: number): readonly number[] {
    const uids = this.#byMailbox.get(`${mailboxId}/${uidValidity}`);
    return uids === undefined ? [] : [...uids].sort((a, b) => a[1] - b[1]).map(([uid]) => uid);
  }
}
