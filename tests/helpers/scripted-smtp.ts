/** An SMTP server that does at each verb what a test says: answer, hang, drop the connection. */
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** `END` is the dot after the mail; `GREETING` comes before all. */
export type SmtpStage =
  | 'GREETING'
  | 'EHLO'
  | 'STARTTLS'
  | 'AUTH'
  | 'MAIL'
  | 'RCPT'
  | 'DATA'
  | 'END'
  | 'RSET'
  | 'QUIT';

/** The connection on which something is said. */
export interface OnConnection {
  /** Counted from 1. */
  readonly connection: number;
  /** Mails whose end came over it so far. */
  readonly mails: number;
}

/** A line to answer with; `hang`: no word any more; `drop`: the connection is gone. */
type Act = string;

export interface ScriptedSmtp {
  readonly port: number;
  /** Mails whose end came, whatever was answered. */
  readonly mails: { readonly to: string; readonly raw: string }[];
  /** Every line that was said to it, but the mails. */
  readonly said: string[];
  /** What it does at a stage from now on; the usual where nothing is given. */
  act: Partial<Record<SmtpStage, (line: string, on: OnConnection) => Act | Promise<Act>>>;
  /** Connections so far. */
  connections(): number;
  stop(): Promise<void>;
}

const USUAL: Readonly<Record<SmtpStage, string>> = {
  GREETING: '220 scripted.test ESMTP',
  EHLO: '250-scripted.test\r\n250-AUTH PLAIN\r\n250 SIZE 10000000',
  STARTTLS: '502 not here',
  AUTH: '235 welcome',
  MAIL: '250 fine',
  RCPT: '250 fine',
  DATA: '354 go on',
  END: '250 taken as 4711',
  RSET: '250 forgotten',
  QUIT: '221 bye',
};

export async function startScriptedSmtp(): Promise<ScriptedSmtp> {
  const sockets = new Set<Socket>();
  let count = 0;
  const self: Omit<ScriptedSmtp, 'port' | 'stop' | 'connections'> = { mails: [], said: [], act: {} };
  const server = createServer((socket) => {
    count++;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    let buffered = '';
    let to = '';
    let inMail = false;
    const on = { connection: count, mails: 0 };
    let busy: Promise<void> = Promise.resolve();
    const perform = async (stage: SmtpStage, line: string) => {
      const act = (await self.act[stage]?.(line, on)) ?? USUAL[stage];
      if (act === 'drop') socket.destroy();
      else if (act !== 'hang') {
        socket.write(`${act}\r\n`);
        if (stage === 'DATA' && act.startsWith('354')) inMail = true;
      }
    };
    const next = async () => {
      for (;;) {
        const mark = inMail ? '\r\n.\r\n' : '\r\n';
        const end = buffered.indexOf(mark);
        if (end < 0) return;
        const text = buffered.slice(0, end);
        buffered = buffered.slice(end + mark.length);
        if (inMail) {
          inMail = false;
          self.mails.push({ to, raw: text });
          on.mails++;
          await perform('END', '');
          continue;
        }
        self.said.push(text);
        const verb = text.slice(0, 4).toUpperCase();
        if (verb === 'RCPT') to = /<(.*)>/.exec(text)?.[1] ?? '';
        const stage = verb === 'STAR' ? 'STARTTLS' : (verb as SmtpStage);
        if (stage in USUAL) await perform(stage, text);
        else socket.write('500 what?\r\n');
      }
    };
    socket.on('data', (chunk) => {
      buffered += chunk.toString('latin1');
      busy = busy.then(next);
    });
    busy = perform('GREETING', '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(self, {
    port: (server.address() as AddressInfo).port,
    connections: () => count,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  });
}
