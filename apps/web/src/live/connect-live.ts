/**
 * Keeps one event stream open. While it is down it tries again with growing pauses and says "anything may
 * have changed" at a fixed pace, so that the page stays true without it, only slower.
 */
import type { LiveEvent } from '@tradepost/contract';
import { ANYTHING } from './concerns.ts';

export type LiveState = 'connecting' | 'open' | 'down';

/** Pace of the polling while the stream is down, in milliseconds. */
export const POLL_INTERVAL = 15_000;
/** Pauses before the attempts to connect again, in milliseconds; then the longest again and again. */
const PAUSES = [500, 1_000, 2_000, 5_000, 10_000];
const LONGEST_PAUSE = 20_000;
/** A server that says nothing for this long is taken as gone, once it has shown that it sends pings. */
const SILENCE = 60_000;

export interface LiveOptions {
  url: string;
  onEvents: (events: readonly LiveEvent[]) => void;
  onState: (state: LiveState) => void;
  open?: (url: string) => EventSource;
  random?: () => number;
}

const TYPES = ['account', 'timeline', 'unfiled', 'job'] as const;

/** Connects at once; the function it gives back ends everything. */
export function connectLive({
  url,
  onEvents,
  onState,
  open = (address) => new EventSource(address),
  random = Math.random,
}: LiveOptions): () => void {
  let source: EventSource | null = null;
  let failures = 0;
  let pings = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let poll: ReturnType<typeof setInterval> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;

  function heard(): void {
    clearTimeout(silence);
    if (pings) silence = setTimeout(lost, SILENCE);
  }

  function connect(): void {
    source = open(url);
    source.onopen = () => {
      clearInterval(poll);
      poll = undefined;
      onState('open');
      heard();
      // What happened while nobody listened is unknown.
      if (failures > 0) onEvents(ANYTHING);
      failures = 0;
    };
    source.onerror = lost;
    source.onmessage = receive;
    for (const type of TYPES) source.addEventListener(type, receive);
    source.addEventListener('ping', () => {
      pings = true;
      heard();
    });
  }

  function receive(message: MessageEvent<string>): void {
    heard();
    const event = readEvent(message.data);
    if (event) onEvents([event]);
  }

  function lost(): void {
    source?.close();
    clearTimeout(silence);
    clearTimeout(retry);
    // Streams end now and then by design; only a second failure in a row is worth a person's notice.
    onState(failures === 0 ? 'connecting' : 'down');
    poll ??= setInterval(() => onEvents(ANYTHING), POLL_INTERVAL);
    const pause = PAUSES[failures] ?? LONGEST_PAUSE;
    failures++;
    // Spread, so that a restarted server does not meet all browsers in one moment.
    retry = setTimeout(connect, pause * (0.75 + random() / 2));
  }

  onState('connecting');
  connect();
  return () => {
    source?.close();
    clearTimeout(retry);
    clearTimeout(silence);
    clearInterval(poll);
  };
}

function readEvent(data: string): LiveEvent | null {
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null && 'type' in value ? (value as LiveEvent) : null;
  } catch {
    return null; // Not ours; the next poll or event puts it right.
  }
}
