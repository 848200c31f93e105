/**
 * Vectors as one parameter in the octets of Postgres (`array_recv` in arrayfuncs.c): as text they would be written, sent and
 * parsed at several times the cost.
 */

/** From pg_type.dat; fixed for ever. */
const TSVECTOR_OID = 3614;
const HEADER_OCTETS = 20;

/** A `tsvector[]`; the driver sends what is a Buffer in binary. @param vectors of `indexText`. */
export function vectorArray(vectors: readonly Uint8Array[]): Buffer {
  if (vectors.length === 0) return Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x0e, 0x1e]);
  const header = Buffer.alloc(HEADER_OCTETS);
  // Dimensions, whether there are nulls, the type of an element, how many there are, the first one's number.
  [1, 0, TSVECTOR_OID, vectors.length, 1].forEach((value, i) => header.writeInt32BE(value, 4 * i));
  const parts: Uint8Array[] = [header];
  for (const vector of vectors) {
    const length = Buffer.alloc(4);
    length.writeInt32BE(vector.length);
    parts.push(length, vector);
  }
  return Buffer.concat(parts);
}
