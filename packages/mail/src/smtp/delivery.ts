/** One mail to several recipients: who was taken, and who was refused with which words. */
import { cleanDetail } from '../imap/clean-detail.ts';

export interface MailToDeliver {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
}

export interface Refusal {
  readonly address: string;
  /** A reply of 5xx: asking again changes nothing (RFC 5321 4.2.1). */
  readonly permanent: boolean;
  /** What the server said: one line, no secret. */
  readonly detail: string | null;
}

export interface Delivery {
  /** What the server said to the end of the mail. */
  readonly response: string;
  /** The others were taken. */
  readonly refused: readonly Refusal[];
}

/** What nodemailer gives with its answer and with its errors. Each may be absent. */
interface RawOutcome {
  readonly response?: unknown;
  readonly rejectedErrors?: unknown;
}
interface RawRefusal {
  readonly recipient?: unknown;
  readonly responseCode?: unknown;
  readonly response?: unknown;
}

export const toDelivery = (info: unknown, secrets: readonly string[]): Delivery => {
  const { response } = (info ?? {}) as RawOutcome;
  return { response: typeof response === 'string' ? response : '', refused: refusalsOf(info, secrets) };
};

/** @param outcome what nodemailer answered, or the error that it threw. */
export function refusalsOf(outcome: unknown, secrets: readonly string[]): Refusal[] {
  const errors = ((outcome ?? {}) as RawOutcome).rejectedErrors;
  if (!Array.isArray(errors)) return [];
  return (errors as RawRefusal[]).flatMap(({ recipient, responseCode, response }) =>
    typeof recipient === 'string'
      ? [
          {
            address: recipient,
            permanent: typeof responseCode === 'number' && responseCode >= 500,
            detail: cleanDetail(typeof response === 'string' ? response : '', secrets),
          },
        ]
      : [],
  );
}
