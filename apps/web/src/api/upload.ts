/** Sending a file with its progress: `fetch` says nothing of what has gone out yet. */
import { ApiError } from './api-error.ts';

export interface UploadOptions {
  signal?: AbortSignal;
  /** 0 to 1, of what has gone out. */
  onProgress?: (share: number) => void;
}

/** @throws {ApiError} 'network' where there is no answer; the caller's abort as it is. */
export function sendFile(
  url: string,
  file: Blob,
  headers: Headers,
  { signal, onProgress }: UploadOptions,
): Promise<{ ok: boolean; status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    for (const [name, value] of headers) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0);
    request.onload = () =>
      resolve({
        ok: request.status >= 200 && request.status < 300,
        status: request.status,
        text: request.responseText,
      });
    request.onerror = () => reject(new ApiError('network', 'The connection was lost.'));
    request.onabort = () => reject(signal?.reason ?? new ApiError('network', 'It was stopped.'));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    if (signal?.aborted) return request.abort();
    request.send(file);
  });
}
