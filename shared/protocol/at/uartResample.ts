/** How a receiver delivers a character whose stop bit was low. */
export type FramingErrors = 'as-read' | 'as-zero';

export interface ResampleOptions {
  readonly sentBaud: number;
  readonly readBaud: number;
  readonly framingErrors?: FramingErrors;
  /** Idle bit times of the sender behind each line feed. */
  readonly pause?: number;
}

/** The line levels of 8N1 characters, one per bit time of the sender: start bit 0, data from the lowest bit on, stop bit 1. */
function toLevels(bytes: Uint8Array, pause: number): Uint8Array {
  const levels: number[] = Array.from({ length: 20 }, () => 1);
  for (const byte of bytes) {
    levels.push(0);
    for (let bit = 0; bit < 8; bit += 1) levels.push((byte >> bit) & 1);
    levels.push(1);
    if (byte === 0x0a) for (let i = 0; i < pause; i += 1) levels.push(1);
  }
  for (let i = 0; i < 40; i += 1) levels.push(1);
  return Uint8Array.from(levels);
}

/**
 * What a UART at `readBaud` makes of characters sent at `sentBaud`: it waits for a falling edge, looks at the middle of each
 * of its own bits, and after a low stop bit waits for the line to be high again.
 */
export function resample(bytes: Uint8Array, options: ResampleOptions): Uint8Array {
  const { sentBaud, readBaud, framingErrors = 'as-read', pause = 30 } = options;
  const levels = toLevels(bytes, pause);
  /** Sender's bit times per bit time of the receiver. */
  const step = sentBaud / readBaud;
  const level = (time: number): number => levels[Math.floor(time)] ?? 1;
  const end = levels.length;
  const read: number[] = [];
  for (let time = 0; time < end; ) {
    // The line falls at the sender's bit times only.
    while (time < end && level(time) === 1) time = Math.floor(time) + 1;
    if (time >= end) break;
    if (level(time + step / 2) === 1) {
      time += step / 2; // a glitch, no start bit
      continue;
    }
    let byte = 0;
    for (let bit = 0; bit < 8; bit += 1) byte |= level(time + (bit + 1.5) * step) << bit;
    time += 9.5 * step;
    const framed = level(time) === 1;
    read.push(framed || framingErrors === 'as-read' ? byte : 0);
    while (!framed && time < end && level(time) === 0) time = Math.floor(time) + 1;
  }
  return Uint8Array.from(read);
}
