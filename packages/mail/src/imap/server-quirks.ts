/** What a server does otherwise than its capabilities say. */
export interface ServerQuirks {
  /** IDLE is advertised but reports nothing. */
  readonly ignoreIdle: boolean;
  /** Command that brings news where there is no IDLE. */
  readonly poll: 'NOOP' | 'STATUS';
  readonly pollEveryMs: number;
}

const USUAL: ServerQuirks = { ignoreIdle: false, poll: 'NOOP', pollEveryMs: 60_000 };

/**
 * NetEase (Coremail): no IDLE that reports anything, a session that says nothing for a minute is closed,
 * and new mail shows in STATUS.
 */
const NETEASE: ServerQuirks = { ignoreIdle: true, poll: 'STATUS', pollEveryMs: 55_000 };

const NETEASE_HOSTS =
  /(^|\.)(163\.com|126\.com|yeah\.net|188\.com|netease\.com|ym\.163\.com|qiye\.163\.com)$/i;

export function quirksOf(host: string): ServerQuirks {
  return NETEASE_HOSTS.test(host.replace(/\.$/, '')) ? NETEASE : USUAL;
}
