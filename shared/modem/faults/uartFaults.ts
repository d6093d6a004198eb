import type { Clock } from '../../base/clock.ts';
import type { FaultPoints } from './faultPoints.ts';

export interface UartFaultPorts {
  readonly clock: Pick<Clock, 'after'>;
  /** In [0, 1). */
  readonly random: () => number;
  readonly faults: FaultPoints;
  readonly deliver: (bytes: Uint8Array) => void;
}

/** A line that does to bytes what the armed faults say, and keeps their order. */
export interface FaultyLine {
  put(bytes: Uint8Array): void;
  close(): void;
}

/** Between two bytes that come alone, ms. */
const BYTE_GAP_MS = 2;
/** Bytes waiting to come alone; beyond, they come together again. */
const MAX_SPLIT = 16_384;

/** The line from the modem to the host: drop-bytes, flip-bits, insert-bytes, split-bytes. */
export function createLineFromModem({ clock, random, faults, deliver }: UartFaultPorts): FaultyLine {
  let waiting: number[] = [];
  let cancel: (() => void) | null = null;

  const next = (): void => {
    const byte = waiting.shift();
    if (byte !== undefined) deliver(Uint8Array.of(byte));
    cancel = waiting.length > 0 ? clock.after(BYTE_GAP_MS, next) : null;
  };
  return {
    put(bytes) {
      const said = damaged(bytes, random, faults);
      const split = faults.active('split-bytes') !== null && waiting.length + said.length <= MAX_SPLIT;
      if (split) {
        waiting.push(...said);
        cancel ??= clock.after(0, next);
        return;
      }
      // What still waits goes first: order before pace.
      const all = Uint8Array.from([...waiting, ...said]);
      waiting = [];
      cancel?.();
      cancel = null;
      if (all.length > 0) deliver(all);
    },
    close() {
      cancel?.();
      waiting = [];
    },
  };
}

/** The line from the host to the modem: flip-bits-to-modem. */
export function createLineToModem({ random, faults, deliver }: Omit<UartFaultPorts, 'clock'>): FaultyLine {
  return {
    put(bytes) {
      const share = faults.active('flip-bits-to-modem');
      deliver(share === null ? bytes : bytes.map((byte) => (random() < share ? flipped(byte, random) : byte)));
    },
    close: () => undefined,
  };
}

function damaged(bytes: Uint8Array, random: () => number, faults: FaultPoints): Uint8Array {
  const drop = faults.active('drop-bytes');
  const flip = faults.active('flip-bits');
  const insert = faults.active('insert-bytes');
  if (drop === null && flip === null && insert === null) return bytes;
  const said: number[] = [];
  for (const byte of bytes) {
    if (insert !== null && random() < insert) said.push(Math.floor(random() * 256));
    if (drop !== null && random() < drop) continue;
    said.push(flip !== null && random() < flip ? flipped(byte, random) : byte);
  }
  return Uint8Array.from(said);
}

const flipped = (byte: number, random: () => number): number => byte ^ (1 << Math.floor(random() * 8));
