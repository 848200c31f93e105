/**
 * Arrays as one parameter in the octets of Postgres (`array_recv` in arrayfuncs.c): as text each element would be escaped,
 * joined, parsed and taken apart. The driver sends what is a Buffer in binary.
 */

/** From pg_type.dat; fixed for ever. */
const TEXT_OID = 25;
const TSVECTOR_OID = 3614;
const HEADER_OCTETS = 20;
const EMPTY_OCTETS = 12;
const LENGTH_OCTETS = 4;

/** A `tsvector[]`. @param vectors of `indexText`. */
export function vectorArray(vectors: readonly Uint8Array[]): Buffer {
  const array = arrayOf(
    TSVECTOR_OID,
    vectors.length,
    sumOf(vectors, (vector) => vector.length),
  );
  let at = HEADER_OCTETS;
  for (const vector of vectors) {
    at = array.writeInt32BE(vector.length, at);
    array.set(vector, at);
    at += vector.length;
  }
  return array;
}

/** A `text[]`. What is no well-formed UTF-16 becomes U+FFFD; U+0000 is refused by Postgres, as everywhere. */
export function textArray(texts: readonly string[]): Buffer {
  const array = arrayOf(
    TEXT_OID,
    texts.length,
    sumOf(texts, (text) => Buffer.byteLength(text)),
  );
  let at = HEADER_OCTETS;
  for (const text of texts) {
    const octets = array.write(text, at + LENGTH_OCTETS);
    array.writeInt32BE(octets, at);
    at += LENGTH_OCTETS + octets;
  }
  return array;
}

/** With its header: dimensions, whether there are nulls, the type of an element, how many there are, the first one's number. */
function arrayOf(type: number, count: number, octets: number): Buffer {
  const isEmpty = count === 0;
  const array = Buffer.allocUnsafe(isEmpty ? EMPTY_OCTETS : HEADER_OCTETS + count * LENGTH_OCTETS + octets);
  const header = isEmpty ? [0, 0, type] : [1, 0, type, count, 1];
  header.forEach((value, i) => array.writeInt32BE(value, 4 * i));
  return array;
}

const sumOf = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);
