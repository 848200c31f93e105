/**
 * Letters that were just sent and can be taken back: kept with the browser, so that a page that is left, or loaded
 * anew, still offers it.
 */
import type { Letter } from '@tradepost/contract';

export interface SentLetter {
  readonly id: number;
  readonly subject: string;
  /** Milliseconds of this machine's clock: how long there is was said by the server, the clocks may differ. */
  readonly undoUntil: number;
  /** When it is to go out, where that is later; ISO. */
  readonly later: string | null;
  readonly approval: boolean;
}

const KEY = 'tradepost.sent';
const MOST = 5;
/** A later one is offered so long, too; afterwards it is among the outgoing ones. */
const OFFERED_MS = 10_000;

let letters: readonly SentLetter[] = read();
const listeners = new Set<() => void>();

export const sentLetters = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  all: (): readonly SentLetter[] => letters,
  add(letter: Letter): void {
    const left =
      letter.undoUntil === null
        ? OFFERED_MS
        : Date.parse(letter.undoUntil) - Date.parse(letter.submittedAt ?? '');
    const later = letter.state === 'scheduled' ? (letter.schedule?.at ?? null) : null;
    const entry = {
      id: letter.id,
      subject: letter.subject,
      undoUntil: Date.now() + Math.min(Math.max(left || OFFERED_MS, 0), 60_000),
      later,
      approval: letter.state === 'waiting-approval',
    };
    put([...letters.filter(({ id }) => id !== letter.id), entry].slice(-MOST));
  },
  remove(id: number): void {
    put(letters.filter((letter) => letter.id !== id));
  },
};

function put(next: readonly SentLetter[]): void {
  letters = next;
  try {
    sessionStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // Storage may be forbidden; then it ends with the page.
  }
  for (const listener of listeners) listener();
}

function read(): readonly SentLetter[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(stored) ? (stored as SentLetter[]) : [];
  } catch {
    return [];
  }
}
