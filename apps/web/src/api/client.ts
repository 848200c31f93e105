import { type RouteName, routes } from '@tradepost/contract';
import { ApiError, errorFromReply } from './api-error.ts';
import { randomKey } from './random-key.ts';
import { sendFile, type UploadOptions } from './upload.ts';
import type { ArgList, CallArgs, FileRoute, JsonRoute, Reply, WriteRoute } from './types.ts';

export interface CallOptions {
  signal?: AbortSignal;
}

export interface ClientOptions {
  /** Origin of the API; '' is the page's own. */
  origin: string;
  /** Called when the server no longer knows the session. */
  onUnauthenticated?: () => void;
}

export type Client = ReturnType<typeof createClient>;

type Scalar = string | number | boolean;

interface LooseArgs {
  params?: Record<string, Scalar>;
  query?: Record<string, Scalar | undefined>;
  body?: unknown;
  /** Sent as it is; in place of a body. */
  file?: Blob;
}

/** A path with its parameters filled in and encoded, and its query. Undefined query fields are left out. */
export function buildPath(path: string, { params = {}, query = {} }: LooseArgs): string {
  const filled = path.replace(/:([A-Za-z]+)/g, (_, key: string) => {
    const value = params[key];
    if (value === undefined || value === '') throw new TypeError(`the path ${path} needs "${key}"`);
    return encodeURIComponent(String(value));
  });
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, String(value));
  return search.size > 0 ? `${filled}?${search}` : filled;
}

/**
 * The typed client over the contract's routes.
 *
 * Writes carry the session's CSRF token; a POST also carries an Idempotency-Key, and is sent once more
 * with the same key when the network failed, so that a lost answer makes no double.
 */
export function createClient({ origin, onUnauthenticated }: ClientOptions) {
  let csrfToken: string | null = null;

  async function send(name: RouteName, args: LooseArgs, headers: Headers, signal?: AbortSignal) {
    const { method, path } = routes[name];
    const init: RequestInit = { method, headers, credentials: 'same-origin' };
    if (signal) init.signal = signal;
    if (args.file !== undefined) init.body = args.file;
    else if (args.body !== undefined) init.body = JSON.stringify(args.body);
    try {
      const response = await fetch(origin + buildPath(path, args), init);
      return { ok: response.ok, status: response.status, text: await response.text() };
    } catch (cause) {
      if (signal?.aborted) throw cause;
      throw new ApiError('network', cause instanceof Error ? cause.message : String(cause));
    }
  }

  /** @throws {ApiError} for every answer that is not 2xx, and where there is none. */
  async function call<N extends JsonRoute>(
    name: N,
    ...[args, options]: ArgList<N, [options?: CallOptions]>
  ): Promise<Reply<N>> {
    const loose = (args ?? {}) as LooseArgs;
    const { method } = routes[name];
    const headers = new Headers({ accept: 'application/json' });
    if (loose.file !== undefined) headers.set('content-type', 'application/octet-stream');
    else if (loose.body !== undefined) headers.set('content-type', 'application/json');
    if (method !== 'GET' && csrfToken) headers.set('x-csrf-token', csrfToken);
    if (method === 'POST') headers.set('idempotency-key', randomKey());

    let reply = await send(name, loose, headers, options?.signal).catch((error: unknown) => {
      const mayRepeat = method === 'POST' && error instanceof ApiError && error.code === 'network';
      if (!mayRepeat) throw error;
      return null;
    });
    reply ??= await send(name, loose, headers, options?.signal);
    return read(reply) as Reply<N>;
  }

  /** A route that takes a file, with its progress. It is sent once: its octets are many. */
  async function upload<N extends JsonRoute & WriteRoute>(
    name: N,
    args: CallArgs<N> & LooseArgs,
    options: UploadOptions = {},
  ): Promise<Reply<N>> {
    const headers = new Headers({ accept: 'application/json', 'content-type': 'application/octet-stream' });
    if (csrfToken) headers.set('x-csrf-token', csrfToken);
    const url = origin + buildPath(routes[name].path, args);
    return read(await sendFile(url, args.file as Blob, headers, options)) as Reply<N>;
  }

  function read(reply: { ok: boolean; status: number; text: string }): unknown {
    const body = parse(reply.text);
    if (!reply.ok) {
      const error = errorFromReply(reply.status, body);
      if (error.code === 'unauthenticated') onUnauthenticated?.();
      throw error;
    }
    if (body === undefined) throw new ApiError('unreadable-reply', `HTTP ${reply.status}`);
    return body;
  }

  return {
    call,
    upload,
    /** The address of a file route, for links, frames and pictures. */
    url<N extends FileRoute>(name: N, ...[args]: ArgList<N, []>): string {
      return origin + buildPath(routes[name].path, (args ?? {}) as CallArgs<N> & LooseArgs);
    },
    setCsrfToken(token: string | null): void {
      csrfToken = token;
    },
  };
}

/** JSON, null for an empty body, undefined for what is neither. */
function parse(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
