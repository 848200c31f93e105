import { expect, it } from 'vitest';
import { freePort } from './free-port.ts';

it('is never the port that was given before: a server with two ports has two', async () => {
  const ports: number[] = [];
  for (let asked = 0; asked < 500; asked++) ports.push(await freePort());
  expect(new Set(ports).size).toBe(ports.length);
});
