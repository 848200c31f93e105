/** Files that are text themselves, in whatever charset: TXT, CSV, HTML, RTF. */
import { decodeAs } from '../charset/decode-as.ts';
import { decodeText } from '../charset/decode.ts';
import { htmlToText } from '../html/html-to-text.ts';
import { rtfToBody } from '../html/rtf-to-body.ts';
import type { TextSink } from './text-sink.ts';

/** Octets read: enough for the text that is kept in any charset. */
const MOST_TEXT_OCTETS = 8 * 1024 * 1024;
/** Markup is larger than what it says. */
const MOST_HTML_OCTETS = 24 * 1024 * 1024;
const MOST_RTF_OCTETS = 32 * 1024 * 1024;
/** Where a page names its charset. */
const HTML_HEAD = 4_096;

function bounded(octets: Buffer, most: number, sink: TextSink): Buffer {
  if (octets.length <= most) return octets;
  sink.leave('too-large');
  return octets.subarray(0, most);
}

export function plainText(octets: Buffer, sink: TextSink): void {
  const text = bounded(octets, MOST_TEXT_OCTETS, sink);
  const wide = utf16Of(text);
  sink.add(wide === null ? decodeText(text, null) : decodeAs(text.subarray(2), wide));
}

/** By its mark: unlike a body of a mail, no file of another charset begins with these two letters. */
export function utf16Of(octets: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (octets[0] === 0xff && octets[1] === 0xfe) return 'utf-16le';
  return octets[0] === 0xfe && octets[1] === 0xff ? 'utf-16be' : null;
}

export function htmlText(octets: Buffer, sink: TextSink): void {
  const label = /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,30})/i.exec(
    octets.subarray(0, HTML_HEAD).toString('latin1'),
  )?.[1];
  const html = decodeText(bounded(octets, MOST_HTML_OCTETS, sink), label ?? null);
  sink.add(htmlToText(html, 1_000_000));
}

export function rtfText(octets: Buffer, sink: TextSink): void {
  const { kind, text } = rtfToBody(bounded(octets, MOST_RTF_OCTETS, sink));
  sink.add(kind === 'html' ? htmlToText(text) : text);
}
