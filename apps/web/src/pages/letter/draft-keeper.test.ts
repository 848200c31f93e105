import type { Letter } from '@tradepost/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../api/api-error.ts';
import type { Draft } from './draft.ts';
import { DraftKeeper } from './draft-keeper.ts';

/** A server that holds one letter, as the real one does: by version. */
class OneLetter {
  letter = {
    version: 1,
    state: 'draft',
    subject: '',
    html: '',
    quotedHtml: '',
    to: [],
    cc: [],
    bcc: [],
    from: null,
    accountId: 1,
    customerId: null,
    withSignature: true,
  } as unknown as Letter;
  readonly saves: Partial<Draft>[] = [];
  fault: ApiError | null = null;

  async save(version: number, changes: Partial<Draft>): Promise<Letter> {
    if (this.fault) throw this.fault;
    if (version !== this.letter.version) throw new ApiError('conflict', 'changed');
    this.saves.push(changes);
    return this.change(changes);
  }
  change(changes: Partial<Draft>): Letter {
    this.letter = { ...this.letter, ...changes, version: this.letter.version + 1 } as Letter;
    return this.letter;
  }
  async load(): Promise<Letter> {
    return this.letter;
  }
}

describe('a draft that is written', () => {
  let server: OneLetter;
  let keeper: DraftKeeper;
  beforeEach(() => {
    vi.useFakeTimers();
    server = new OneLetter();
    keeper = new DraftKeeper(server.letter, server);
  });
  afterEach(() => vi.useRealTimers());

  it('is saved a moment after the last key, what differs alone', async () => {
    keeper.edit({ subject: 'Off' });
    await vi.advanceTimersByTimeAsync(600);
    keeper.edit({ subject: 'Offer' });
    await vi.advanceTimersByTimeAsync(1_100);
    expect(server.saves).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(server.saves).toEqual([{ subject: 'Offer' }]);
    expect(keeper.state()).toMatchObject({ status: 'saved' });
  });

  it('is saved now and then while somebody types without a pause', async () => {
    for (let n = 0; n < 30; n++) {
      keeper.editText(() => `text ${n}`);
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(server.saves.length).toBeGreaterThan(0);
  });

  it('keeps what was typed while a save was under way', async () => {
    keeper.edit({ subject: 'A' });
    const saving = keeper.flush();
    keeper.edit({ subject: 'AB' });
    await saving;
    expect(keeper.state().status).toBe('changed');
    expect(await keeper.flush()).toBe(true);
    expect(server.letter.subject).toBe('AB');
  });

  it('is tried again while the network is away, and loses nothing', async () => {
    server.fault = new ApiError('network', 'away');
    keeper.edit({ subject: 'Offer' });
    expect(await keeper.flush()).toBe(false);
    expect(keeper.state().status).toBe('offline');
    server.fault = null;
    await vi.advanceTimersByTimeAsync(6_000);
    expect(server.letter.subject).toBe('Offer');
  });

  it('joins what another window changed elsewhere in it', async () => {
    keeper.edit({ subject: 'Offer' });
    server.change({ html: '<div>Dear</div>' });
    await keeper.flush();
    await vi.advanceTimersByTimeAsync(10);
    expect(server.letter).toMatchObject({ subject: 'Offer', html: '<div>Dear</div>' });
    expect(keeper.state()).toMatchObject({ status: 'saved', draft: { html: '<div>Dear</div>' } });
  });

  it('asks where both changed the same; the answer decides', async () => {
    keeper.edit({ subject: 'Mine' });
    server.change({ subject: 'Theirs' });
    expect(await keeper.flush()).toBe(false);
    expect(keeper.state().status).toBe('conflict');
    expect(server.letter.subject).toBe('Theirs');
    await keeper.resolve('mine');
    expect(server.letter.subject).toBe('Mine');

    keeper.edit({ subject: 'Mine again' });
    server.change({ subject: 'Theirs again' });
    await keeper.flush();
    await keeper.resolve('theirs');
    expect(keeper.state()).toMatchObject({ status: 'saved', draft: { subject: 'Theirs again' } });
  });

  it('says so where another window has sent it', async () => {
    keeper.edit({ subject: 'Offer' });
    server.letter = { ...server.change({}), state: 'queued' };
    await keeper.flush();
    expect(keeper.state().status).toBe('gone');
  });
});
