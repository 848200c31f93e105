import type { SmtpFaultCode } from './smtp-fault.ts';
import { SmtpFault } from './smtp-fault.ts';
import { type SessionOptions, type SmtpServer, SmtpSession } from './smtp-session.ts';

export interface SubmissionTest {
  readonly ok: boolean;
  readonly fault: { readonly code: SmtpFaultCode; readonly detail: string | null } | null;
  /** Octets of the largest mail that the server takes; null where it does not say. */
  readonly maxSize: number | null;
}

/** Somebody is waiting in front of a form. */
const PATIENCE_MS = 15_000;

/**
 * Does once what sending does before a mail: connects, encrypts, signs in. Sends nothing.
 * Never rejects for a fault of the server: it is the answer.
 */
export async function testSubmission(server: SmtpServer, options: SessionOptions): Promise<SubmissionTest> {
  let session: SmtpSession | null = null;
  try {
    session = await SmtpSession.open(server, { patienceMs: PATIENCE_MS, ...options });
    return { ok: true, fault: null, maxSize: session.offers.maxSize };
  } catch (error) {
    if (!(error instanceof SmtpFault)) throw error;
    return { ok: false, fault: { code: error.code, detail: error.detail }, maxSize: null };
  } finally {
    await session?.close();
  }
}
