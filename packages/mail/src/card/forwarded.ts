/** Whom a forwarded mail was between: by the header block that mail programs put above it, or by the enclosed message. */
import { parseAddressList } from '../address/parse-list.ts';
import { ATTRIBUTION, bareLine, QUOTED_FIELD, SEPARATOR_LINE } from '../html/quote-marks.ts';

const { from: FROM, to: PARTY, other: OTHER } = QUOTED_FIELD;
/** RFC 5256 2.1, and what the mail programs of other languages write. */
const FORWARD_SUBJECT =
  /^\s*(?:fwd?|wg|tr|rv|enc|i|vl|vb|vs|pd|ilt|i̇lt|doorst|пересл|转发|轉發|轉寄|转寄|転送|전달)\s*[:：]/iu;
const FORWARD_MARK =
  /forward|weitergeleitet|transf|transmis|réexpédié|inoltrat|reenviado|encaminhada|doorgestuurd|пересыл|переслан|перенаправл|переадрес|转发|轉寄|転送|전달/i;
/** What Yahoo writes as one line. */
const ONE_LINE = /^(-{2,} ?Forwarded Message ?-{2,})\s*(From:.{0,2000})$/im;

/** Lines of a text that are looked at, lines of one block, and blocks. */
const MOST_LINES = 3_000;
const MOST_BLOCK = 14;
const MOST_BLOCKS = 5;
/** Correspondents that are taken from one block. */
const MOST_ADDRESSES = 50;

/** The subject says that the mail is a forward. */
export const isForwardSubject = (subject: string) => FORWARD_SUBJECT.test(subject);

/** It says that the mail is an answer, which quotes what it answers. */
export const isReplySubject = (subject: string) =>
  /^\s*(?:re|aw|sv|antw|odp|rif|res|回复|答复|回覆|回復|返信|отв|ответ)\s*(?:\[\d+\])?\s*[:：]/iu.test(
    subject,
  );

/** A line says so: "---------- Forwarded message ---------". */
export const hasForwardMark = (text: string) =>
  text.split('\n', MOST_LINES).some((line) => {
    const bare = bareLine(line);
    return SEPARATOR_LINE.test(bare) && FORWARD_MARK.test(bare);
  });

/** @returns the correspondents of each quoted header block, the newest first. */
export function quotedCorrespondents(text: string): string[][] {
  const lines = text
    .replace(
      ONE_LINE,
      (_, mark: string, fields: string) =>
        `${mark}\n${fields.replace(/(?<=[\s>])(?=(?:To|Cc|Sent|Subject):)/g, '\n')}`,
    )
    .split('\n', MOST_LINES)
    .map(bareLine);
  const blocks: string[][] = [];
  for (let i = 0; i < lines.length && blocks.length < MOST_BLOCKS; i++) {
    if (!FROM.test(lines[i] as string)) continue;
    const block = readBlock(lines, i);
    if (block !== null) {
      blocks.push(block.addresses);
      i = block.end;
    }
  }
  if (blocks.length > 0) return blocks;
  // Yandex names the sender alone, as above a reply.
  const mark = lines.findIndex((line) => SEPARATOR_LINE.test(line) && FORWARD_MARK.test(line));
  const [named] = lines.slice(mark + 1, mark + 4).filter((line) => ATTRIBUTION.test(line));
  const sender = mark < 0 || named === undefined ? [] : addressesIn(/<[^<>]*>/.exec(named)?.[0] ?? '');
  return sender.length > 0 ? [sender] : [];
}

/** A block has another line of a header beside From; a wrapped list goes on in the next line. */
function readBlock(lines: readonly string[], start: number): { addresses: string[]; end: number } | null {
  const values: string[] = [];
  let others = 0;
  let inParty = false;
  let end = start;
  for (let i = start; i < Math.min(lines.length, start + MOST_BLOCK); i++) {
    const line = lines[i] as string;
    if (i > start && FROM.test(line)) break;
    const value = (FROM.exec(line) ?? PARTY.exec(line))?.[1];
    if (value !== undefined) {
      values.push(value);
      inParty = true;
    } else if (OTHER.test(line)) inParty = false;
    // Outlook puts a blank line between the fields at times; two of them end the block.
    else if (line === '') {
      if (i > start && lines[i - 1] === '') break;
      continue;
    } else if (inParty && line.includes('@')) {
      values.push(line);
      continue;
    } else break;
    if (i > start) others++;
    end = i;
  }
  if (others === 0) return null;
  const addresses = values.flatMap(addressesIn).slice(0, MOST_ADDRESSES);
  return addresses.length === 0 ? null : { addresses: [...new Set(addresses)], end };
}

/** Lists as mail programs print them: with semicolons, with `<mailto:…>`, in square brackets. */
function addressesIn(value: string): string[] {
  const plain = value
    .replace(/<mailto:[^>]{0,400}>/gi, '')
    .replace(/\[mailto:([^\]]{0,400})\]/gi, '<$1>')
    .replace(/[;；|]/g, ',')
    .replace(/[,，\s]+$/, '');
  const octets = Buffer.from(plain, 'utf8').toString('latin1');
  const parsed = parseAddressList(octets, MOST_ADDRESSES, 'utf-8').map(({ address }) => address);
  const found = parsed.filter((address) => address.includes('@'));
  if (found.length > 0) return found;
  return (plain.match(/[^\s@<>,()"'[\]]{1,64}@[^\s@<>,()"'[\]]{3,250}/g) ?? []).map((one) =>
    one.toLowerCase(),
  );
}
