/** Reads little-endian numbers and byte runs; null past the end, so that cut or forged input needs no exceptions. */
export class ByteReader {
  private readonly data: Uint8Array;
  private readonly view: DataView;
  at = 0;

  constructor(data: Uint8Array) {
    this.data = data;
    this.view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  }

  get left(): number {
    return this.data.length - this.at;
  }

  uint8(): number | null {
    return this.left < 1 ? null : this.view.getUint8(this.at++);
  }

  uint16(): number | null {
    if (this.left < 2) return null;
    this.at += 2;
    return this.view.getUint16(this.at - 2, true);
  }

  uint32(): number | null {
    if (this.left < 4) return null;
    this.at += 4;
    return this.view.getUint32(this.at - 4, true);
  }

  /** A view of the next `length` octets, not a copy. */
  bytes(length: number): Uint8Array | null {
    if (length > this.left) return null;
    this.at += length;
    return this.data.subarray(this.at - length, this.at);
  }

  /** As `bytes`, but gives what there is where the input was cut. */
  bytesUpTo(length: number): Uint8Array {
    return this.bytes(Math.min(length, this.left)) ?? new Uint8Array();
  }
}
