/**
 * Keeps one draft with the server: what is typed is saved a moment later, one save at a time, each naming the version
 * that was seen. Where another window saved meanwhile, both are put together if they can be; else a person decides.
 */
import type { Letter } from '@tradepost/contract';
import { ApiError } from '../../api/api-error.ts';
import { type Draft, changesOf, draftOf, isChanged, merge } from './draft.ts';

/** Milliseconds after the last key, and the longest that a change waits. */
const PAUSE_MS = 1_200;
const LONGEST_MS = 10_000;
const RETRY_MS = 5_000;

/** offline: it is tried again. conflict: see `resolve`. gone: it is no draft any more, by another window. */
export type KeeperStatus = 'saved' | 'changed' | 'saving' | 'offline' | 'refused' | 'conflict' | 'gone';

export interface KeeperState {
  readonly letter: Letter;
  readonly draft: Draft;
  readonly status: KeeperStatus;
  readonly savedAt: Date | null;
  /** Grows when the text is another one than the author typed here: it is to be shown anew. */
  readonly textRevision: number;
  /** Why the server refused it. */
  readonly error: unknown;
}

export interface KeeperServer {
  save(version: number, changes: Partial<Draft>): Promise<Letter>;
  load(): Promise<Letter>;
}

export class DraftKeeper {
  #state: KeeperState;
  #saved: Draft;
  #theirs: Letter | null = null;
  readonly #server: KeeperServer;
  readonly #listeners = new Set<() => void>();
  /** Read when it is saved: the text is not written out at each key. */
  #html: (() => string) | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #changedAt = 0;
  #saving: Promise<void> | null = null;
  #closed = false;

  constructor(letter: Letter, server: KeeperServer) {
    this.#saved = draftOf(letter);
    this.#state = {
      letter,
      draft: this.#saved,
      status: 'saved',
      savedAt: null,
      textRevision: 0,
      error: null,
    };
    this.#server = server;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly state = (): KeeperState => this.#state;

  edit(changes: Partial<Draft>): void {
    this.#set({ draft: { ...this.#state.draft, ...changes } });
    this.#changed();
  }

  /** The text was changed; it is asked for when it is needed. */
  editText(html: () => string): void {
    this.#html = html;
    this.#changed();
  }

  /** An answer to something else than a save (a file was added): the letter as it is now. */
  adopt(letter: Letter): void {
    const theirs = draftOf(letter);
    const edited = this.#collect();
    // What the server made of the text it was given is no change by anybody.
    const merged =
      letter.version <= this.#state.letter.version + 1 ? edited : merge(this.#saved, edited, theirs);
    if (merged === null) {
      this.#theirs = letter;
      this.#set({ status: 'conflict' });
      return;
    }
    this.#take(letter, merged);
  }

  /** The letter with another content (a template was put in): what was typed before is not kept. */
  replace(letter: Letter): void {
    this.#html = null;
    this.#saved = draftOf(letter);
    this.#theirs = null;
    this.#stopTimer();
    this.#set({ letter, draft: this.#saved, status: 'saved', savedAt: new Date(), error: null });
    this.#showText();
  }

  /** Saves what waits. @returns whether everything is saved now. */
  async flush(): Promise<boolean> {
    this.#stopTimer();
    while (this.#saving !== null) await this.#saving;
    if (this.#state.status === 'conflict' || this.#state.status === 'gone') return false;
    if (isChanged(this.#saved, this.#collect())) await this.#save();
    return this.#state.status === 'saved';
  }

  /** After a conflict. */
  async resolve(whose: 'mine' | 'theirs'): Promise<void> {
    const theirs = this.#theirs ?? (await this.#server.load());
    if (whose === 'theirs') return this.replace(theirs);
    this.#theirs = null;
    this.#saved = draftOf(theirs);
    this.#set({ letter: theirs, status: 'changed' });
    await this.flush();
  }

  close(): void {
    this.#closed = true;
    this.#stopTimer();
    this.#listeners.clear();
  }

  #collect(): Draft {
    if (this.#html !== null) {
      const html = this.#html();
      this.#html = null;
      this.#state = { ...this.#state, draft: { ...this.#state.draft, html } };
    }
    return this.#state.draft;
  }

  #changed(): void {
    if (this.#state.status === 'conflict' || this.#state.status === 'gone') return;
    if (this.#changedAt === 0) this.#changedAt = Date.now();
    if (this.#state.status !== 'saving') this.#set({ status: 'changed', error: null });
    const waited = Date.now() - this.#changedAt;
    this.#later(Math.max(0, Math.min(PAUSE_MS, LONGEST_MS - waited)));
  }

  #later(ms: number): void {
    this.#stopTimer();
    if (this.#closed) return;
    this.#timer = setTimeout(() => void this.flush(), ms);
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #save(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#saving = promise;
    this.#changedAt = 0;
    const sent = this.#collect();
    this.#set({ status: 'saving' });
    try {
      const letter = await this.#server.save(this.#state.letter.version, changesOf(this.#saved, sent));
      // As it was sent: the server's own form of the same text is not a change.
      this.#saved = sent;
      const more = this.#html !== null || isChanged(sent, this.#state.draft);
      this.#set({ letter, status: more ? 'changed' : 'saved', savedAt: new Date(), error: null });
      if (more) this.#later(PAUSE_MS);
    } catch (error) {
      await this.#afterFault(error, sent);
    } finally {
      this.#saving = null;
      resolve();
    }
  }

  async #afterFault(error: unknown, sent: Draft): Promise<void> {
    const code = error instanceof ApiError ? error.code : 'internal';
    if (code === 'conflict') return this.#meet(sent);
    if (code === 'not-found') return this.#set({ status: 'gone', error });
    const passes = code === 'network' || code === 'unavailable' || code === 'too-many-requests';
    this.#set({ status: passes ? 'offline' : 'refused', error });
    if (passes) this.#later(RETRY_MS);
  }

  async #meet(sent: Draft): Promise<void> {
    try {
      const theirs = await this.#server.load();
      if (theirs.state !== 'draft') return this.#set({ letter: theirs, status: 'gone' });
      const merged = merge(this.#saved, sent, draftOf(theirs));
      if (merged === null) {
        this.#theirs = theirs;
        return this.#set({ status: 'conflict' });
      }
      this.#saved = draftOf(theirs);
      this.#set({ status: 'changed' });
      this.#take(theirs, merged);
      this.#later(0);
    } catch (error) {
      this.#set({ status: 'offline', error });
      this.#later(RETRY_MS);
    }
  }

  #take(letter: Letter, draft: Draft): void {
    const other = draft.html !== this.#state.draft.html;
    this.#set({ letter, draft });
    if (other) this.#showText();
  }

  #showText(): void {
    this.#html = null;
    this.#set({ textRevision: this.#state.textRevision + 1 });
  }

  #set(changes: Partial<KeeperState>): void {
    this.#state = { ...this.#state, ...changes };
    for (const listener of this.#listeners) listener();
  }
}
