/**
 * Files inside a ZIP, read against a budget that is shared with the archives around it: a bomb costs no more than one file
 * may cost, however it is nested or made of the same octets again and again.
 */
import { listEntries, readEntry, type ZipEntry } from '../card/zip-entries.ts';

const MEGABYTE = 1024 * 1024;
/** Entries of one archive. */
const MOST_ENTRIES = 5_000;
/** Octets of one entry after inflating; a sheet of a large price list has some ten million. */
const MOST_ENTRY = 48 * MEGABYTE;
/** Octets of all entries of a file and of the archives in it. */
const MOST_ALL = 160 * MEGABYTE;
/** Deflate makes a thousandth of zeros; sheets of numbers become a fiftieth. Small entries may do as they like. */
const MOST_RATIO = 200;
const ANY_RATIO = MEGABYTE;

/** What may be inflated for one attachment. */
export interface Budget {
  octets: number;
}
export const newBudget = (): Budget => ({ octets: MOST_ALL });

export class ZipReader {
  readonly #zip: Buffer;
  readonly #budget: Budget;
  readonly #entries: Map<string, ZipEntry>;

  /** @throws ArchiveError. */
  constructor(zip: Buffer, budget: Budget) {
    this.#zip = zip;
    this.#budget = budget;
    this.#entries = new Map(listEntries(zip, MOST_ENTRIES).map((entry) => [entry.name, entry]));
  }

  get names(): string[] {
    return [...this.#entries.keys()];
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** The first of that name. @returns null where there is none. @throws ArchiveError. */
  first(pattern: RegExp): Buffer | null {
    const name = this.names.find((one) => pattern.test(one));
    return name === undefined ? null : this.demand(name);
  }

  /** @returns null where there is none. @throws ArchiveError. */
  read(name: string): Buffer | null {
    return this.has(name) ? this.demand(name) : null;
  }

  /** @throws ArchiveError, also 'too-large' where the budget is spent. */
  demand(name: string): Buffer {
    const entry = this.#entries.get(name) as ZipEntry;
    const byRatio = Math.max(ANY_RATIO, entry.packed * MOST_RATIO);
    const data = readEntry(this.#zip, entry, Math.min(MOST_ENTRY, byRatio, this.#budget.octets));
    this.#budget.octets -= data.length;
    return data;
  }
}
