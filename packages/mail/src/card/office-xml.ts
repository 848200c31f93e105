/** Walks the XML of an office document; one that declares entities is refused, for an office program writes none. */
import { Parser } from 'htmlparser2';
import { ArchiveError } from './zip-entries.ts';

export interface Walker {
  /** @param name with its prefix, as it stands: "w:tbl", "c". */
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
}

/** @throws ArchiveError. */
export function walkXml(octets: Buffer, walker: Walker): void {
  const xml = octets.toString('utf8').replace(/^\ufeff/, '');
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw new ArchiveError('declares entities');
  const parser = new Parser(
    {
      onopentag: (name, attributes) => walker.open(name, attributes),
      ontext: (text) => walker.text(text),
      onclosetag: (name) => walker.close(name),
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
}

/** Of workbooks, some writers of which put a prefix before each name: "x:row" → "row". */
export const localName = (name: string) => name.slice(name.indexOf(':') + 1);
