import { ByteReader } from './byte-reader.ts';

/** Property lists of hostile files claim any count. */
const MAX_PROPERTIES = 5_000;
const MAX_VALUES = 10_000;

/** MS-OXPROPS: the property ids that matter to a reader of mail. */
export const PropertyId = {
  body: 0x1000,
  rtfCompressed: 0x1009,
  bodyHtml: 0x1013,
  displayName: 0x3001,
  attachData: 0x3701,
  attachFileName: 0x3704,
  attachLongFileName: 0x3707,
  attachMimeTag: 0x370e,
  internetCodePage: 0x3fde,
} as const;

/** MS-OXCDATA 2.11.1: property types. */
export const PropertyType = {
  int16: 0x02,
  int32: 0x03,
  boolean: 0x0b,
  object: 0x0d,
  string8: 0x1e,
  unicode: 0x1f,
  clsid: 0x48,
  binary: 0x102,
} as const;

const MULTIPLE = 0x1000;
const FIRST_NAMED = 0x8000;

export interface MapiProperty {
  type: number;
  /** The first value; multi-valued properties matter to nobody here. */
  value: Uint8Array;
}

/**
 * Reads a MsgPropertyList (MS-OXTNEF 2.1.3.4). Stops at what it cannot read and gives what came before.
 * Properties by id; the first of an id stands.
 */
export function readMapiProperties(data: Uint8Array): Map<number, MapiProperty> {
  const properties = new Map<number, MapiProperty>();
  const reader = new ByteReader(data);
  const count = Math.min(reader.uint32() ?? 0, MAX_PROPERTIES);
  for (let i = 0; i < count; i++) {
    const type = reader.uint16();
    const id = reader.uint16();
    if (type === null || id === null) break;
    if (id >= FIRST_NAMED && !skipName(reader)) break;
    const value = readValue(reader, type);
    if (value === null) break;
    if (id < FIRST_NAMED && !properties.has(id)) properties.set(id, { type, value });
  }
  return properties;
}

/** MS-OXTNEF 2.1.3.4, NamedPropSpec: a GUID, then a number or a padded name. */
function skipName(reader: ByteReader): boolean {
  if (reader.bytes(16) === null) return false;
  const kind = reader.uint32();
  const idOrLength = reader.uint32();
  if (kind === null || idOrLength === null) return false;
  return kind === 0 || readPadded(reader, idOrLength) !== null;
}

function readValue(reader: ByteReader, type: number): Uint8Array | null {
  const base = type & ~MULTIPLE;
  const length = fixedLength(base);
  const isVariable = length === null;
  if (isVariable && !VARIABLE.has(base)) return null;
  const values = isVariable || (type & MULTIPLE) !== 0 ? reader.uint32() : 1;
  if (values === null || values > MAX_VALUES) return null;
  let first: Uint8Array | null = null;
  for (let i = 0; i < values; i++) {
    const size = length ?? reader.uint32();
    const value = size === null ? null : readPadded(reader, size);
    if (value === null) return null;
    first ??= value;
  }
  return first ?? new Uint8Array();
}

const VARIABLE: ReadonlySet<number> = new Set([
  PropertyType.object,
  PropertyType.string8,
  PropertyType.unicode,
  PropertyType.binary,
]);

/** Octets of a value of fixed size, before padding; null for types of variable size. */
function fixedLength(type: number): number | null {
  switch (type) {
    case 0x01: // null
      return 0;
    case PropertyType.int16:
    case PropertyType.boolean:
      return 2;
    case PropertyType.int32:
    case 0x04: // float
    case 0x0a: // error
      return 4;
    case 0x05: // double
    case 0x06: // currency
    case 0x07: // application time
    case 0x14: // int64
    case 0x40: // FILETIME
      return 8;
    case PropertyType.clsid:
      return 16;
    default:
      return null;
  }
}

/** Values are padded to a multiple of four octets. */
function readPadded(reader: ByteReader, length: number): Uint8Array | null {
  const value = reader.bytes(length);
  if (value !== null) reader.bytesUpTo((4 - (length % 4)) % 4);
  return value;
}
