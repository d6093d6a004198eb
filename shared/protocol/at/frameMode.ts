import type { Lane, LaneMode } from './lane.ts';

/** The flag of HDLC-like framing (RFC 1662): begins and ends a PPP frame. */
export const PPP_FLAG = 0x7e;
/** The flag of 3GPP TS 27.010 basic mode: begins and ends a multiplexer frame. */
export const CMUX_FLAG = 0xf9;
const PPP_ALL_STATIONS = 0xff;
/** Unnumbered information, plain or with the escape that asynchronous links use. */
const PPP_CONTROLS: readonly number[] = [0x03, 0x7d];
/** SABM, UA, DM, DISC, UIH and UI, without the poll/final bit (TS 27.010 5.2.1.3). */
const CMUX_CONTROLS: readonly number[] = [0x2f, 0x63, 0x0f, 0x43, 0xef, 0x03];
const POLL_FINAL = 0x10;

/** PPP and multiplexer frames met where a line could begin (a modem that is still in data mode). */
export interface FrameMode extends LaneMode {
  readonly active: boolean;
  /** Whether this byte begins a frame here; then the mode is active and the byte has to be consumed. */
  begins(byte: number): boolean;
}

export function createFrameMode(lane: Lane): FrameMode {
  const { buffer } = lane;
  let kind: 'ppp' | 'cmux' | null = null;
  /** Bytes of the frame so far, its opening flag included. */
  let seen = 0;
  /** Multiplexer frames: the whole frame's length, known from its fourth or fifth byte on. */
  let expected = Number.POSITIVE_INFINITY;
  let longLength = false;
  /** The flag that ended the row before also opens a frame. */
  let sharedFlag = false;

  const close = (rowKind: 'ppp' | 'cmux' | 'garbage', partial: boolean): void => {
    sharedFlag = kind === 'ppp' && !partial;
    kind = null;
    lane.emit(rowKind, buffer.length, partial);
  };

  const belongs = (byte: number): boolean => {
    if (seen === 0) return true;
    if (kind === 'ppp') return seen === 1 ? byte === PPP_ALL_STATIONS : seen > 2 || PPP_CONTROLS.includes(byte);
    return seen === 1 ? (byte & 1) === 1 : seen > 2 || CMUX_CONTROLS.includes(byte & ~POLL_FINAL);
  };

  /** Takes note of the byte just added; true when it ended the frame. */
  const ended = (byte: number): boolean => {
    seen += 1;
    if (kind === 'ppp') return seen > 3 && byte === PPP_FLAG;
    // Flag, address, control, one or two bytes of length (7 bits, 8 more), the data, checksum, flag (TS 27.010 5.2.1).
    if (seen === 4) {
      longLength = (byte & 1) === 0;
      expected = 6 + (byte >> 1);
    } else if (seen === 5 && longLength) {
      expected += 1 + (byte << 7);
    }
    return seen > 5 && seen === expected;
  };

  return {
    get active() {
      return kind !== null;
    },
    begins(byte) {
      const shared = sharedFlag;
      sharedFlag = false;
      if (shared && byte === PPP_ALL_STATIONS) {
        kind = 'ppp';
        seen = 1;
      } else if (byte === PPP_FLAG || byte === CMUX_FLAG) {
        kind = byte === PPP_FLAG ? 'ppp' : 'cmux';
        seen = 0;
        expected = Number.POSITIVE_INFINITY;
        longLength = false;
      }
      return kind !== null;
    },
    consume(chunk, from, t) {
      let i = from;
      while (i < chunk.length && kind !== null) {
        const byte = chunk[i] ?? 0;
        if (!belongs(byte)) {
          kind = null;
          return i;
        }
        buffer.push(byte, t);
        i += 1;
        if (ended(byte)) close(kind === 'cmux' && byte !== CMUX_FLAG ? 'garbage' : kind, false);
        else if (buffer.length >= lane.lineCap) close(kind, true);
      }
      return i;
    },
    get deadline() {
      return kind === null ? null : buffer.tLast + lane.silence;
    },
    cut() {
      // One or two bytes are not a frame yet.
      if (kind !== null) close(seen > 2 ? kind : 'garbage', true);
    },
  };
}
