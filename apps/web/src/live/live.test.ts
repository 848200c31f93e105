import type { LiveEvent } from '@tradepost/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { coalesce } from './coalesce.ts';
import { ANYTHING, concerns } from './concerns.ts';
import { connectLive, type LiveState, POLL_INTERVAL } from './connect-live.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** The browser's part of the stream, driven by the test. */
class Stream extends EventTarget {
  closed = false;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;
  close() {
    this.closed = true;
  }
  say(type: string, data: unknown) {
    this.dispatchEvent(Object.assign(new Event(type), { data: JSON.stringify(data) }));
  }
}

function start() {
  const streams: Stream[] = [];
  const events: LiveEvent[][] = [];
  const states: LiveState[] = [];
  const stop = connectLive({
    url: '/events',
    open: () => {
      streams.push(new Stream());
      return streams.at(-1) as unknown as EventSource;
    },
    random: () => 0.5,
    onEvents: (list) => events.push([...list]),
    onState: (state) => states.push(state),
  });
  return { streams, events, states, stop };
}

describe('the live connection', () => {
  it('hands on events, named or not', () => {
    const { streams, events } = start();
    streams[0]!.onopen!();
    streams[0]!.say('timeline', { type: 'timeline', customerId: 3 });
    streams[0]!.onmessage!({ data: '{"type":"job","jobId":1}' });
    streams[0]!.onmessage!({ data: 'nonsense' });
    expect(events).toEqual([[{ type: 'timeline', customerId: 3 }], [{ type: 'job', jobId: 1 }]]);
  });

  it('polls while it is down and connects again by itself', () => {
    const { streams, events, states } = start();
    streams[0]!.onerror!();
    expect(streams[0]!.closed).toBe(true);
    vi.advanceTimersByTime(500);
    expect(streams).toHaveLength(2);
    streams[1]!.onerror!();
    vi.advanceTimersByTime(1_000);
    expect(streams).toHaveLength(3);
    vi.advanceTimersByTime(POLL_INTERVAL);
    expect(events).toEqual([ANYTHING]);
    streams[2]!.onopen!();
    expect(states).toEqual(['connecting', 'connecting', 'down', 'open']);
  });

  it('takes everything as changed after a gap, and stops polling', () => {
    const { streams, events } = start();
    streams[0]!.onopen!();
    expect(events).toEqual([]);
    streams[0]!.onerror!();
    vi.advanceTimersByTime(500);
    streams[1]!.onopen!();
    expect(events).toEqual([ANYTHING]);
    vi.advanceTimersByTime(POLL_INTERVAL * 3);
    expect(events).toHaveLength(1);
  });

  it('gives up a server that pinged and then fell silent', () => {
    const { streams, states } = start();
    streams[0]!.onopen!();
    streams[0]!.say('ping', null);
    vi.advanceTimersByTime(60_000);
    expect(states.at(-1)).toBe('connecting');
    vi.advanceTimersByTime(500);
    expect(streams).toHaveLength(2);
  });

  it('leaves nothing running when it is stopped', () => {
    const { streams, stop } = start();
    streams[0]!.onerror!();
    stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('an event', () => {
  it('concerns the lists, and of the single things its own', () => {
    const event: LiveEvent = { type: 'timeline', customerId: 3 };
    expect(concerns(event, ['listCustomers', {}])).toBe(true);
    expect(concerns(event, ['getTimeline', { params: { id: 3 } }, 'pages'])).toBe(true);
    expect(concerns(event, ['getTimeline', { params: { id: 4 } }, 'pages'])).toBe(false);
    expect(concerns(event, ['listMailAccounts', {}])).toBe(false);
  });

  it('without an id concerns all of its kind', () => {
    expect(concerns({ type: 'account' }, ['listMailboxes', { params: { id: 9 } }])).toBe(true);
  });

  it('of a newer server concerns nothing', () => {
    expect(concerns({ type: 'task' } as never, ['listCustomers', {}])).toBe(false);
  });
});

describe('coalescing', () => {
  it('runs the first at once, gathers the rest, and drops nothing', async () => {
    const rounds: number[][] = [];
    const add = coalesce<number>(async (items) => rounds.push(items), 400);
    add([1]);
    add([2, 3]);
    add([3]);
    expect(rounds).toEqual([[1]]);
    await vi.advanceTimersByTimeAsync(400);
    expect(rounds).toEqual([[1], [2, 3]]);
  });

  it('goes on after a round that failed', async () => {
    const errors = vi.spyOn(console, 'error').mockImplementation(() => {});
    let runs = 0;
    const add = coalesce<number>(async () => {
      if (runs++ === 0) throw new Error('down');
    }, 10);
    add([1]);
    await vi.advanceTimersByTimeAsync(20);
    add([2]);
    await vi.advanceTimersByTimeAsync(20);
    expect(runs).toBe(2);
    errors.mockRestore();
  });
});
