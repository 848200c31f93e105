import { QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiError } from './api-error.ts';
import { ASK_AGAIN, queryClient } from './query-client.ts';

// Where there is no window the library keeps no clock.
vi.hoisted(() => vi.stubGlobal('window', new EventTarget()));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  queryClient.clear();
  vi.useRealTimers();
});

const show = (queryFn: () => Promise<string>) => {
  const observer = new QueryObserver<string>(queryClient, { queryKey: ['mail'], queryFn, retry: false });
  return { observer, hide: observer.subscribe(() => {}) };
};

it('what could not be asked is asked again by itself until the server is back', async () => {
  const queryFn = vi.fn(async () => 'the mail');
  queryFn.mockRejectedValueOnce(new ApiError('network', 'refused'));
  queryFn.mockRejectedValueOnce(new ApiError('unavailable', 'starting'));
  const { observer, hide } = show(queryFn);
  await vi.advanceTimersByTimeAsync(0);
  expect(observer.getCurrentResult().error).toMatchObject({ code: 'network' });
  await vi.advanceTimersByTimeAsync(2 * ASK_AGAIN);
  expect(observer.getCurrentResult()).toMatchObject({ data: 'the mail', error: null });
  await vi.advanceTimersByTimeAsync(3 * ASK_AGAIN);
  expect(queryFn).toHaveBeenCalledTimes(3);
  hide();
});

it('what the server has refused is not asked again', async () => {
  const queryFn = vi.fn(async () => Promise.reject(new ApiError('not-found', 'no such mail')));
  const { hide } = show(queryFn);
  await vi.advanceTimersByTimeAsync(3 * ASK_AGAIN);
  expect(queryFn).toHaveBeenCalledTimes(1);
  hide();
});
