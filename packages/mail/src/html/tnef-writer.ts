/** Writes small winmail.dat files for tests (MS-OXTNEF 2.1), the mirror of the reader. */
import iconv from 'iconv-lite';

const u8 = (n: number) => Buffer.from([n]);
export const u16 = (n: number) => Buffer.from([n & 255, n >> 8]);
export const u32 = (n: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(n);
  return bytes;
};
const pad = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
export const zero = (text: string, charset = 'latin1') => Buffer.concat([iconv.encode(text, charset), u8(0)]);
export const utf16 = (text: string) => Buffer.concat([Buffer.from(text, 'utf16le'), u16(0)]);

function attribute(level: number, id: number, value: Buffer): Buffer {
  const checksum = value.reduce((sum, byte) => (sum + byte) & 0xffff, 0);
  return Buffer.concat([u8(level), u32(id), u32(value.length), value, u16(checksum)]);
}
export const ofMessage = (id: number, value: Buffer) => attribute(1, id, value);
export const ofAttachment = (id: number, value: Buffer) => attribute(2, id, value);
export const begin = () => ofAttachment(0x00069002, Buffer.alloc(14));
export const title = (name: Buffer) => ofAttachment(0x00018010, name);
export const content = (data: Buffer) => ofAttachment(0x0006800f, data);

export const fixed = (type: number, id: number, value: Buffer) =>
  Buffer.concat([u16(type), u16(id), pad(value)]);
export const variable = (type: number, id: number, value: Buffer) =>
  Buffer.concat([u16(type), u16(id), u32(1), u32(value.length), pad(value)]);
export const named = (name: string, value: Buffer) => {
  const text = utf16(name);
  return Buffer.concat([
    u16(0x1e),
    u16(0x8001),
    Buffer.alloc(16),
    u32(1),
    u32(text.length),
    pad(text),
    u32(1),
    u32(value.length),
    pad(value),
  ]);
};
export const properties = (...list: Buffer[]) => Buffer.concat([u32(list.length), ...list]);
export const tnef = (...attributes: Buffer[]) => Buffer.concat([u32(0x223e9f78), u16(1), ...attributes]);
