/** Outlook's wrapping of attachments, winmail.dat ([MS-OXTNEF] 2.1): version, code page, and a few files. */

const SIGNATURE = 0x223e9f78;
const LEVEL_MESSAGE = 1;
const LEVEL_ATTACHMENT = 2;
const TNEF_VERSION = 0x00089006;
const OEM_CODEPAGE = 0x00069007;
const ATTACH_RENDER_DATA = 0x00069002;
const ATTACH_TITLE = 0x00018010;
const ATTACH_DATA = 0x0006800f;

function attribute(level: number, id: number, data: Buffer): Buffer {
  const out = Buffer.alloc(9 + data.length + 2);
  out.writeUInt8(level, 0);
  out.writeUInt32LE(id, 1);
  out.writeUInt32LE(data.length, 5);
  data.copy(out, 9);
  let sum = 0;
  for (const octet of data) sum = (sum + octet) & 0xffff;
  out.writeUInt16LE(sum, 9 + data.length);
  return out;
}

/** @returns the octets of a winmail.dat that holds the files. Names are cut to what code page 1252 has. */
export function tnef(files: readonly { readonly name: string; readonly content: Buffer }[]): Buffer {
  const head = Buffer.alloc(6);
  head.writeUInt32LE(SIGNATURE, 0);
  head.writeUInt16LE(1, 4);
  const codepage = Buffer.alloc(8);
  codepage.writeUInt32LE(1252, 0);
  const version = Buffer.alloc(4);
  version.writeUInt32LE(0x00010000, 0);
  // A rendering of type "file", drawn nowhere.
  const render = Buffer.alloc(14);
  render.writeUInt16LE(1, 0);
  render.writeUInt32LE(0xffffffff, 2);
  const chunks = [
    head,
    attribute(LEVEL_MESSAGE, TNEF_VERSION, version),
    attribute(LEVEL_MESSAGE, OEM_CODEPAGE, codepage),
  ];
  for (const file of files) {
    const title = Buffer.from(`${file.name.replace(/[^\x20-\xff]/g, '_')}\0`, 'latin1');
    chunks.push(
      attribute(LEVEL_ATTACHMENT, ATTACH_RENDER_DATA, render),
      attribute(LEVEL_ATTACHMENT, ATTACH_TITLE, title),
      attribute(LEVEL_ATTACHMENT, ATTACH_DATA, file.content),
    );
  }
  return Buffer.concat(chunks);
}
