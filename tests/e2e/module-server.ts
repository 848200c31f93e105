/** Serves modules of the web app to a real browser as they are written, types taken off: without a build. */
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const WEB = fileURLToPath(new URL('../../apps/web/src/', import.meta.url));

export interface ModuleServer {
  readonly origin: string;
  close(): Promise<void>;
}

export async function serveModules(): Promise<ModuleServer> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '').split('?')[0] ?? '');
    answer(path).then(
      ({ type, body }) => response.setHeader('content-type', type).end(body),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function answer(path: string): Promise<{ type: string; body: string }> {
  if (path === '/')
    return { type: 'text/html; charset=utf-8', body: '<!doctype html><title>test</title><main></main>' };
  if (path === '/favicon.ico') return { type: 'image/x-icon', body: '' };
  const file = path.startsWith('/file/') ? path.slice('/file'.length) : join(WEB, path);
  const source = await readFile(file, 'utf8');
  const script = /\.tsx?$/.test(file) ? stripTypeScriptTypes(source, { mode: 'strip' }) : source;
  return { type: 'text/javascript', body: withPlaces(script, file) };
}

/** A package's name becomes the file that the importing one would get. */
const withPlaces = (script: string, file: string) =>
  script.replace(
    /(\bfrom\s*|\bimport\s*)(['"])([^'"./][^'"]*)\2/g,
    (_, before: string, quote: string, name: string) =>
      `${before}${quote}/file${moduleOf(createRequire(file).resolve(name))}${quote}`,
  );

/** Node is given CommonJS; the module stands beside it. */
function moduleOf(main: string): string {
  let folder = dirname(main);
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  const { module } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { module?: string };
  return module === undefined ? main : join(folder, module);
}
