/** References kept: the first and the newest; a longer chain adds nothing to threading. */
const MOST = 50;
/** RFC 5322 2.1.1: what is longer fits no line, and is left out. */
const LONGEST_ID = 900;

/**
 * The References of an answer (RFC 5322 3.6.4): the parent's, or its In-Reply-To where it names one only, and the parent
 * itself. Oldest first, without doubles.
 * @param parent ids without angle brackets; `messageId` null where it has none: the answer then bears no reference to it.
 */
export function replyReferences(parent: {
  readonly messageId: string | null;
  readonly references: readonly string[];
  readonly inReplyTo: string | null;
}): { inReplyTo: string | null; references: string[] } {
  const usable = (id: string) => id.length <= LONGEST_ID && /^[\x21-\x7e]+$/.test(id) && !/[<>]/.test(id);
  const before =
    parent.references.length > 0 ? parent.references : parent.inReplyTo === null ? [] : [parent.inReplyTo];
  const own = parent.messageId !== null && usable(parent.messageId) ? [parent.messageId] : [];
  // The parent stands last, wherever it stood before.
  const chain = [...new Set([...before.filter((id) => usable(id) && !own.includes(id)), ...own])];
  const references = chain.length <= MOST ? chain : [chain[0] as string, ...chain.slice(1 - MOST)];
  return { inReplyTo: own[0] ?? null, references };
}
