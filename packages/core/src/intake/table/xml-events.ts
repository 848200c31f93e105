/** XML as a stream of elements and text. No entity is expanded but the five of XML and numbers; a DTD says nothing. */
import { StringDecoder } from 'node:string_decoder';
import { Parser } from 'htmlparser2';
import { tooLarge } from './limits.ts';

export interface XmlHandler {
  /** @param name without its prefix. */
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Nested deeper than any part of a workbook is. */
const MOST_DEPTH = 100;

/** Feeds the octets to the handler; yields after each chunk, so that the reader can hand on what it has. */
export async function* readXml(octets: AsyncIterable<Buffer>, handler: XmlHandler): AsyncGenerator<void> {
  let depth = 0;
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (++depth > MOST_DEPTH) throw tooLarge('The file is nested too deeply to be a list of customers.');
        handler.open?.(local(name), attributes);
      },
      onclosetag(name) {
        depth--;
        handler.close?.(local(name));
      },
      ontext: (text) => handler.text?.(text),
    },
    { xmlMode: true, decodeEntities: true },
  );
  const decoder = new StringDecoder('utf8');
  for await (const chunk of octets) {
    parser.write(decoder.write(chunk));
    yield;
  }
  parser.end(decoder.end());
  yield;
}

/** Reads a small part to its end. */
export async function readWhole(octets: AsyncIterable<Buffer>, handler: XmlHandler): Promise<void> {
  for await (const _ of readXml(octets, handler));
}
