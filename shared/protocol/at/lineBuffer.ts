import { BYTE_CLASS, CR, isBlank, LF, OTHER } from './byteClass.ts';

/** Bytes with the time of each run of them. */
export interface TimedBytes {
  readonly t: number;
  readonly bytes: Uint8Array;
}

/**
 * The bytes of one direction that are not in a row yet, with the times at which they came and what the line modes need to
 * know about them. Grows to the framer's line cap and no further, because the modes cut there.
 */
export class LineBuffer {
  /** Only the first `length` bytes count. */
  data = new Uint8Array(256);
  length = 0;
  /** Index of the first byte that is no CR, LF or space; -1 = blank so far. */
  start = -1;
  /** Index of the first byte of ASCII text that is no space; -1 = only blanks and noise so far. Kept by the line modes' bytes. */
  textStart = -1;
  /** How many bytes are neither ASCII text nor line ends. */
  others = 0;
  /** Time of the newest byte. */
  tLast = 0;
  readonly #markAt: number[] = [];
  readonly #markT: number[] = [];

  /** Adds source[from … to): ASCII text, or data of which nothing need be known. */
  append(source: Uint8Array, from: number, to: number, t: number): void {
    const count = to - from;
    this.#reserve(count);
    this.#mark(t);
    if (count > 24) this.data.set(source.subarray(from, to), this.length);
    else for (let i = 0; i < count; i += 1) this.data[this.length + i] = source[from + i] ?? 0;
    const before = this.length;
    this.length += count;
    if (this.textStart < 0) this.#findStart(before);
  }

  push(byte: number, t: number): void {
    this.#reserve(1);
    this.#mark(t);
    this.data[this.length] = byte;
    this.#note(byte, this.length);
    this.length += 1;
  }

  /** Index behind the last byte that is no line end. */
  get contentEnd(): number {
    let end = this.length;
    while (end > 0 && (this.data[end - 1] === CR || this.data[end - 1] === LF)) end -= 1;
    return end;
  }

  /** A line with text whose newest byte is CR. */
  get endsWithCr(): boolean {
    return this.start >= 0 && this.data[this.length - 1] === CR;
  }

  /** The blank bytes before the text hold a line end. */
  get lineEndBefore(): boolean {
    const end = this.start < 0 ? this.length : this.start;
    for (let i = 0; i < end; i += 1) if (this.data[i] !== 0x20) return true;
    return false;
  }

  /** data[from … to) read as Latin-1. */
  text(from: number, to: number): string {
    return to <= from ? '' : String.fromCharCode.apply(null, this.data.subarray(from, to) as unknown as number[]);
  }

  /** Removes and returns the first `count` bytes; `t` is the time of the byte at `timeOf`. */
  take(count: number, timeOf: number): { readonly t: number; readonly tLast: number; readonly bytes: Uint8Array } {
    const bytes = this.data.slice(0, count);
    const t = this.#timeAt(timeOf);
    const tLast = this.#timeAt(count - 1);
    this.#drop(count);
    return { t, tLast, bytes };
  }

  /** Removes the newest bytes down to `length`. */
  truncate(length: number): void {
    this.length = length;
    while (this.#markAt.length > 0 && (this.#markAt.at(-1) ?? 0) >= length) {
      this.#markAt.pop();
      this.#markT.pop();
    }
    this.tLast = this.#markT.at(-1) ?? this.tLast;
    this.#rescan();
  }

  /** Removes everything from `from` on and returns it in runs of one time each. */
  drain(from: number): readonly TimedBytes[] {
    const pieces: TimedBytes[] = [];
    for (let mark = 0; mark < this.#markAt.length; mark += 1) {
      const begin = Math.max(from, this.#markAt[mark] ?? 0);
      const end = this.#markAt[mark + 1] ?? this.length;
      if (end > begin) pieces.push({ t: this.#markT[mark] ?? 0, bytes: this.data.slice(begin, end) });
    }
    this.truncate(from);
    return pieces;
  }

  /** Finds out again what is known about the bytes. */
  #rescan(): void {
    this.start = -1;
    this.textStart = -1;
    this.others = 0;
    for (let i = 0; i < this.length; i += 1) this.#note(this.data[i] ?? 0, i);
  }

  #note(byte: number, index: number): void {
    if (isBlank(byte)) return;
    if (this.start < 0) this.start = index;
    if (BYTE_CLASS[byte] === OTHER) this.others += 1;
    else if (this.textStart < 0) this.textStart = index;
  }

  #findStart(from: number): void {
    for (let i = from; i < this.length; i += 1) {
      if (isBlank(this.data[i])) continue;
      if (this.start < 0) this.start = i;
      this.textStart = i;
      return;
    }
  }

  #reserve(count: number): void {
    if (this.length + count <= this.data.length) return;
    const grown = new Uint8Array(Math.max(this.length + count, this.data.length * 2));
    grown.set(this.data.subarray(0, this.length));
    this.data = grown;
  }

  #mark(t: number): void {
    this.tLast = t;
    if (this.#markT.at(-1) === t) return;
    this.#markAt.push(this.length);
    this.#markT.push(t);
  }

  #timeAt(index: number): number {
    let mark = this.#markAt.length - 1;
    while (mark > 0 && (this.#markAt[mark] ?? 0) > index) mark -= 1;
    return this.#markT[mark] ?? this.tLast;
  }

  #drop(count: number): void {
    if (count >= this.length) {
      this.length = 0;
      this.start = -1;
      this.textStart = -1;
      this.others = 0;
      this.#markAt.length = 0;
      this.#markT.length = 0;
      return;
    }
    this.data.copyWithin(0, count, this.length);
    this.length -= count;
    let first = this.#markAt.length - 1;
    while (first > 0 && (this.#markAt[first] ?? 0) > count) first -= 1;
    this.#markAt.splice(0, first);
    this.#markT.splice(0, first);
    for (let i = 0; i < this.#markAt.length; i += 1) this.#markAt[i] = Math.max(0, (this.#markAt[i] ?? 0) - count);
    this.#rescan();
  }
}
