import { type Duplex, duplexPair } from 'node:stream';

/**
 * Two ends of a connection within the process that part like sockets do: when one end closes, the other one still reads what
 * was sent, then ends and closes too. (A bare duplexPair leaves the other end open for ever.)
 */
export function createLocalPair(): readonly [Duplex, Duplex] {
  const [near, far] = duplexPair();
  near.once('close', () => partFrom(far));
  far.once('close', () => partFrom(near));
  return [near, far];
}

function partFrom(end: Duplex): void {
  if (end.destroyed) return;
  if (end.readableEnded) {
    end.destroy();
    return;
  }
  end.once('end', () => end.destroy());
  end.push(null);
}
