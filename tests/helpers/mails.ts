/** Small mails for tests. */
import { randomUUID } from 'node:crypto';

export interface MailFields {
  readonly from: string;
  readonly to: string;
  readonly subject?: string;
  readonly messageId?: string;
  readonly date?: Date;
  readonly headers?: readonly string[];
  readonly contentType?: string;
  readonly body?: string;
}

/** RFC 5322 octets with CRLF. */
export function mail(fields: MailFields): string {
  return [
    ...(fields.headers ?? []),
    `From: ${fields.from}`,
    `To: ${fields.to}`,
    `Subject: ${fields.subject ?? 'Inquiry for ball valves'}`,
    `Date: ${(fields.date ?? new Date('2026-03-02T09:00:00Z')).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${fields.messageId ?? `${randomUUID()}@mail.example`}>`,
    'MIME-Version: 1.0',
    `Content-Type: ${fields.contentType ?? 'text/plain; charset=utf-8'}`,
    '',
    fields.body ?? 'Please quote 500 pcs CIF Hamburg.',
    '',
  ].join('\r\n');
}
