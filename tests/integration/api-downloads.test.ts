/** Mails in the api's memory: bounded, whatever its readers do. */
import { connect, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { waitFor } from '../helpers/wait-for.ts';
import { makePerson, type Person, startTestApp, type TestApp } from './api-app.ts';
import { connectAccount, deliver, textMail } from './api-mail.ts';

const MB = 1024 * 1024;
/** More than the kernel takes off a sender's hands on loopback. */
const LARGE = 24 * MB;

let test: TestApp;
let port: number;
const start = async (stallMs: number) => {
  test = await startTestApp({ octets: { all: 60 * MB, perUser: 30 * MB, waitMs: 300, stallMs } });
  port = Number(new URL(await test.app.listen({ host: '127.0.0.1', port: 0 })).port);
};
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await test.close();
});

/** Asks for the mail and reads its first octets only. */
function readSlowly(person: Person, id: number): Promise<{ status: number; socket: Socket }> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`GET /api/v1/messages/${id}/raw HTTP/1.1\r\nHost: x\r\nCookie: ${person.cookie}\r\n\r\n`),
    );
    sockets.push(socket);
    socket.once('error', reject);
    socket.once('data', (octets: Buffer) => {
      socket.pause();
      resolve({ status: Number(octets.toString('latin1', 9, 12)), socket });
    });
  });
}

async function personWithMail() {
  const person = await makePerson(test, 'salesperson');
  const account = await connectAccount(test, person.user.id);
  const mail = { from: 'buyer@acme.example', to: account.address };
  const text = `${'x'.repeat(70)}\r\n`.repeat(LARGE / 72);
  return { person, large: await deliver(test, account, textMail({ ...mail, text })) };
}

it('keeps one person’s slow downloads from growing without end, and from others', async () => {
  await start(600_000);
  const [anna, bo] = [await personWithMail(), await personWithMail()];
  const first = await readSlowly(anna.person, anna.large);
  expect(first.status).toBe(200);
  const second = await anna.person.call('GET', `/api/v1/messages/${anna.large}/raw`);
  expect(second.statusCode).toBe(503);
  expect(second.json()).toMatchObject({ error: { code: 'unavailable' } });
  expect((await bo.person.call('GET', `/api/v1/messages/${bo.large}/raw`)).statusCode).toBe(200);

  // One that hangs up gives its octets back.
  first.socket.destroy();
  await waitFor(
    async () => (await anna.person.call('GET', `/api/v1/messages/${anna.large}/raw`)).statusCode === 200,
  );
});

it('gives up a socket that reads nothing', async () => {
  await start(1_000);
  const anna = await personWithMail();
  const { status, socket } = await readSlowly(anna.person, anna.large);
  expect(status).toBe(200);
  await waitFor(
    async () => (await anna.person.call('GET', `/api/v1/messages/${anna.large}/raw`)).statusCode === 200,
  );
  let octets = 0;
  socket.on('data', (some: Buffer) => (octets += some.length)).on('error', () => {});
  socket.resume();
  await new Promise<void>((resolve) => socket.once('close', () => resolve()));
  expect(octets).toBeLessThan(LARGE);
});
