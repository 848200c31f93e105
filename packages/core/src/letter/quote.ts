/** The draft that answers or forwards a mail: its thread, its subject, its recipients, what it quotes and carries. */
import { listWriterAddresses } from '@tradepost/db/queries/letters';
import { listAttachments, listMessageAddresses, type MessageRow } from '@tradepost/db/queries/messages';
import {
  contentIdOfPart,
  escapeHtml,
  forwardHeader,
  type Person,
  replyAttribution,
  replyRecipients,
  replyReferences,
  replySubject,
} from '@tradepost/mail/reply';
import { LETTER_LIMITS } from '@tradepost/contract/values';
import { type KeptOctets, storeOctets } from '../blobs/stored-file.ts';
import { TradepostError } from '../errors.ts';
import { readOctets } from '../reader/open-message.ts';
import type { Author, LetterDeps } from './actor.ts';

export interface CarriedFile {
  readonly octets: KeptOctets;
  readonly name: string;
  readonly type: string;
  readonly contentId: string | null;
}

export interface Answer {
  readonly to: Person[];
  readonly cc: Person[];
  readonly subject: string;
  readonly quotedHtml: string;
  readonly inReplyTo: string | null;
  readonly references: string[];
  readonly files: CarriedFile[];
  /** The address of ours that the mail came to, where it names one. */
  readonly writtenTo: string | null;
}

/** Octets of pictures that come along with what an answer quotes. */
const MOST_PICTURE_OCTETS = 5 * 1024 * 1024;
const MOST_PICTURES = 20;

type Files = Awaited<ReturnType<typeof listAttachments>>;
export type AnswerKind = 'reply' | 'reply-all' | 'forward';

/** @param timeZone of who will read it. @throws TradepostError 'too-large' where a forward would be. */
export async function answerTo(
  deps: LetterDeps,
  author: Author,
  message: MessageRow,
  kind: AnswerKind,
  timeZone: string,
): Promise<Answer> {
  const [people, files, own, { octets }] = await Promise.all([
    listMessageAddresses(deps.db, message.id),
    listAttachments(deps.db, message.id),
    listWriterAddresses(deps.db, author.user.id),
    readOctets(deps.blobs, message),
  ]);
  const inRole = (role: string): Person[] =>
    people.filter((person) => person.role === role).map(({ address, name }) => ({ address, name }));
  const pictures = picturesOf(files);
  const quotable = await deps.reader.quotable(
    octets,
    pictures.map(({ part_path: path }) => path),
  );
  const shown = files.filter(({ part_path: path }) => quotable.pictures.includes(path));
  const carried = kind === 'forward' ? [...shown, ...attachmentsOf(files, shown)] : shown;
  if (kind === 'forward') assertFits(carried);
  const forward = kind === 'forward';
  const { to, cc } = forward
    ? { to: [], cc: [] }
    : replyRecipients(
        {
          from: inRole('from'),
          replyTo: inRole('reply-to'),
          to: inRole('to'),
          cc: inRole('cc'),
          outbound: message.direction === 'outbound',
        },
        kind,
        (address) => own.has(address),
      );
  const quoted = {
    from: asLine(inRole('from')),
    sentAt: message.sent_at ?? message.occurred_at,
    subject: message.subject,
    to: asLine(inRole('to')),
    cc: asLine(inRole('cc')),
  };
  const language = forward ? author.user.locale : message.language;
  return {
    to,
    cc,
    subject: replySubject(message.subject, forward ? 'forward' : 'reply'),
    quotedHtml: forward
      ? `<p>${forwardHeader(quoted, language, timeZone).map(escapeHtml).join('<br>')}</p><div>${quotable.html}</div>`
      : `<p>${escapeHtml(replyAttribution(quoted, language, timeZone))}</p><blockquote style="margin:0 0 0 8px;border-left:2px solid #cccccc;padding-left:12px">${quotable.html}</blockquote>`,
    ...threadOf(quotable, kind),
    files: await carry(deps, octets, carried, quotable.pictures),
    writtenTo: [...inRole('to'), ...inRole('cc')].find(({ address }) => own.has(address))?.address ?? null,
  };
}

/** RFC 5322 3.6.4: a forward begins a thread of its own with who gets it, and still knows where it came from. */
function threadOf(parent: Parameters<typeof replyReferences>[0], kind: AnswerKind) {
  const { inReplyTo, references } = replyReferences(parent);
  return kind === 'forward' ? { inReplyTo: null, references } : { inReplyTo, references };
}

const asLine = (people: readonly Person[]) =>
  people
    .slice(0, 50)
    .map(({ name, address }) => (name === null ? address : `${name} <${address}>`))
    .join(', ');

/** The small ones, in their order. */
function picturesOf(files: Files): Files {
  let left = MOST_PICTURE_OCTETS;
  return files
    .filter(
      ({ inline, content_id: id, content_type: type }) => inline && id !== null && type.startsWith('image/'),
    )
    .slice(0, MOST_PICTURES)
    .filter(({ size }) => {
      left -= size;
      return left >= 0;
    });
}

/** All that is not shown in the text already, also a picture that was too large for that. */
const attachmentsOf = (files: Files, shown: Files): Files =>
  files
    .filter(({ part_path: path, inline }) => !inline || !shown.some((one) => one.part_path === path))
    .filter(
      // A part within a forwarded mail goes along with that mail.
      ({ part_path: path }) => !files.some((outer) => path.startsWith(`${outer.part_path}.`)),
    );

function assertFits(files: Files): void {
  const octets = files.reduce((sum, { size }) => sum + size, 0);
  if (octets > LETTER_LIMITS.octets || files.length > LETTER_LIMITS.files)
    throw new TradepostError(
      'too-large',
      `The files of this mail have ${Math.ceil(octets / 1_048_576)} MB together (${files.length} files); a letter takes ${LETTER_LIMITS.octets / 1_048_576} MB and ${LETTER_LIMITS.files} files. Write a new mail, and add the files that are needed.`,
    );
}

/** @param shown numbers of the parts that stand in the text. */
async function carry(
  deps: LetterDeps,
  octets: Buffer,
  files: Files,
  shown: readonly string[],
): Promise<CarriedFile[]> {
  const carried: CarriedFile[] = [];
  for (const file of files) {
    const part = await deps.reader.part(octets, file.part_path);
    // An empty file says nothing, and a part that cannot be read any more is none.
    if (part === null || part.octets.byteLength === 0) continue;
    carried.push({
      octets: await storeOctets(deps, Buffer.from(part.octets)),
      name: file.file_name ?? `part-${file.part_path}`,
      type: file.content_type,
      contentId: shown.includes(file.part_path) ? contentIdOfPart(file.part_path) : null,
    });
  }
  return carried;
}
