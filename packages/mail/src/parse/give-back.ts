/**
 * Octets that nobody needs any more, given back at once: a collection finds them only after their sum has made it look
 * through the whole heap, and a mail's octets outweigh everything that is made of it.
 */

/** @param bytes not to be read again, nor anything else of its allocation. A view of a larger allocation is left alone. */
export function giveBack(bytes: ArrayBuffer | Uint8Array): void {
  if (bytes instanceof ArrayBuffer) bytes.transfer(0);
  else if (bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength)
    bytes.buffer.transfer(0);
}
