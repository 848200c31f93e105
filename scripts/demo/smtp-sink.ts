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

/** @throws Error when the port is taken. */
export async function startSmtpSink(options: SinkOptions): Promise<SmtpSink> {
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    disableReverseLookup: true,
    size: MAX_OCTETS,
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? 'demo' }),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      let size = 0;
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= MAX_OCTETS) chunks.push(chunk);
      });
      stream.on('error', done);
      stream.on('end', () => {
        if (size > MAX_OCTETS)
          return done(Object.assign(new Error('Message too large'), { responseCode: 552 }));
        const recipients = session.envelope.rcptTo.map((rcpt) => rcpt.address);
        const accounts = new Set(recipients.flatMap((address) => colleagueAt(address)?.address ?? []));
        const raw = Buffer.concat(chunks);
        Promise.all([...accounts].map((account) => options.deliver(account, raw))).then(
          () => {
            const outside = recipients.length - accounts.size;
            if (outside > 0)
              options.log(`demo: a mail to ${outside} outside recipient(s) ended in the SMTP sink`);
            done();
          },
          (error: Error) => done(error),
        );
      });
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
