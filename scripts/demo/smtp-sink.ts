/** Takes every mail and sends none: what is for the sample company goes into its mailboxes, the rest ends here. */
import { SMTPServer } from 'smtp-server';
import { colleagueAt } from './correspondence/copies.ts';

const MAX_OCTETS = 60 * 1024 * 1024;

export interface SinkOptions {
  readonly port: number;
  readonly deliver: (account: string, raw: Buffer) => Promise<void>;
  readonly log: (line: string) => void;
}

export interface SmtpSink {
  close(): Promise<void>;
}

const tooLarge = (): Error => Object.assign(new Error('Message too large'), { responseCode: 552 });

/** @returns what the sender is told, null where all is well; the stream is read to its end in any case. */
async function take(
  stream: AsyncIterable<Buffer>,
  recipients: readonly string[],
  options: SinkOptions,
): Promise<Error | null> {
  try {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of stream) {
      size += chunk.length;
      if (size <= MAX_OCTETS) chunks.push(chunk);
    }
    if (size > MAX_OCTETS) return tooLarge();
    const accounts = new Set(recipients.flatMap((address) => colleagueAt(address)?.address ?? []));
    const raw = Buffer.concat(chunks);
    for (const account of accounts) await options.deliver(account, raw);
    const outside = recipients.filter((address) => colleagueAt(address) === undefined).length;
    if (outside > 0) options.log(`demo: a mail to ${outside} outside recipient(s) ended in the SMTP sink`);
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function answer(fault: Promise<Error | null>, tell: (fault: Error | null) => void): Promise<void> {
  tell(await fault);
}

/** @throws Error when the port is taken. */
export async function startSmtpSink(options: SinkOptions): Promise<SmtpSink> {
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    disableReverseLookup: true,
    size: MAX_OCTETS,
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? 'demo' }),
    onData(stream, session, done) {
      const recipients = session.envelope.rcptTo.map((rcpt) => rcpt.address);
      void answer(take(stream, recipients, options), done);
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
  server.on('error', (error) => options.log(`demo: SMTP sink: ${error.message}`));
  return { close: () => new Promise((resolve) => server.close(() => resolve())) };
}
