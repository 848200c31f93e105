import { Readable } from 'node:stream';
import { SmtpFault } from './smtp-fault.ts';

/** Asked once, before the end of the mail; false: it is not sent. A rejection is one, too. */
export type MayEnd = () => Promise<boolean>;

/** All octets at once, their end only when it may come: nodemailer writes the final dot after it. */
export function endingWhenAllowed(raw: Buffer, mayEnd: MayEnd): Readable {
  let given = false;
  return new Readable({
    read() {
      if (!given) {
        given = true;
        this.push(raw);
        return;
      }
      mayEnd().then(
        (may) => {
          if (may) this.push(null);
          else this.destroy(new SmtpFault('connection-lost', 'taken over', { scope: 'mail' }));
        },
        (error: unknown) =>
          this.destroy(new SmtpFault('connection-lost', null, { scope: 'mail', cause: error })),
      );
    },
  });
}
