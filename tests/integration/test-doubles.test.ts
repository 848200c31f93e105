import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import nodemailer from 'nodemailer';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startSmtpSink } from '../helpers/smtp-sink.ts';
import { startTcpProxy, type TcpProxy } from '../helpers/tcp-proxy.ts';
import { waitFor } from '../helpers/wait-for.ts';

test('the SMTP sink keeps what it was sent', async () => {
  const sink = await startSmtpSink();
  const transport = nodemailer.createTransport({ host: sink.host, port: sink.port });
  await transport.sendMail({ from: 'a@example.com', to: 'b@example.com', subject: 'One', text: 'Text' });
  transport.close();
  expect(sink.mails).toMatchObject([{ from: 'a@example.com', to: ['b@example.com'] }]);
  expect(sink.mails[0]?.raw.toString()).toContain('Subject: One');
  await sink.stop();
});

describe('the proxy', () => {
  let echo: Server;
  let proxy: TcpProxy;
  const clients: Socket[] = [];

  beforeAll(async () => {
    echo = createServer((socket) => {
      socket.on('error', () => {});
      socket.pipe(socket);
    });
    await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
    proxy = await startTcpProxy({ port: (echo.address() as AddressInfo).port });
  });
  afterEach(() => {
    proxy.set({});
    proxy.resume();
    for (const client of clients.splice(0)) client.destroy();
  });
  afterAll(async () => {
    await proxy.stop();
    echo.close();
  });

  function dial(): { text(): string; ended(): string | false; send(text: string): void } {
    const client = connect({ host: proxy.host, port: proxy.port });
    clients.push(client);
    let text = '';
    let ended: string | false = false;
    client.on('data', (chunk) => {
      text += chunk;
    });
    client.on('error', (error: NodeJS.ErrnoException) => {
      ended = error.code ?? 'error';
    });
    client.on('end', () => {
      ended ||= 'end';
    });
    return { text: () => text, ended: () => ended, send: (words) => client.write(words) };
  }

  test('passes on what both sides say', async () => {
    const client = dial();
    client.send('hello');
    await waitFor(() => client.text() === 'hello');
  });

  test('cuts the answer at the octet it was told', async () => {
    proxy.set({ cutAfterBytes: 3 });
    const client = dial();
    client.send('hello');
    await waitFor(() => client.ended());
    expect(client.text()).toBe('hel');
  });

  test('resets a connection', async () => {
    const client = dial();
    client.send('hello');
    await waitFor(() => client.text() === 'hello');
    proxy.resetAll();
    await waitFor(() => client.ended() === 'ECONNRESET');
  });

  test('swallows an answer without a word', async () => {
    const client = dial();
    client.send('one');
    await waitFor(() => client.text() === 'one');
    proxy.set({ swallow: 'server' });
    const before = proxy.received;
    client.send('two');
    const other = dial();
    other.send('three');
    await waitFor(() => proxy.swallowed === 'twothree'.length);
    expect([client.text(), other.text(), proxy.received]).toEqual(['one', '', before]);
    expect(client.ended()).toBe(false);
  });

  test('holds everything back while it is paused, and loses nothing', async () => {
    const client = dial();
    client.send('one');
    await waitFor(() => client.text() === 'one');
    proxy.pause();
    client.send('two');
    expect(client.text()).toBe('one');
    proxy.resume();
    await waitFor(() => client.text() === 'onetwo');
  });

  test('holds an answer back behind the octets it was told, until it is told otherwise', async () => {
    proxy.set({ hold: (line) => (line === 'two' ? 4 : undefined) });
    const [client, other] = [dial(), dial()];
    client.send('one\r\n');
    await waitFor(() => client.text() === 'one\r\n');
    client.send('two\r\nthree\r\n');
    await waitFor(() => client.text() === 'one\r\ntwo\r');
    other.send('four\r\n');
    await waitFor(() => other.text() === 'four\r\n');
    expect([client.text(), proxy.held]).toEqual(['one\r\ntwo\r', 1]);
    proxy.set({});
    await waitFor(() => client.text() === 'one\r\ntwo\r\nthree\r\n');
  });

  test('refuses', async () => {
    proxy.set({ refuse: true });
    const client = dial();
    await waitFor(() => client.ended());
    expect(client.text()).toBe('');
  });
});
