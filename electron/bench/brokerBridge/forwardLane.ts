import type { BridgeWay } from '#shared/contract/bridge.ts';

/** A message on its way, with the topic it gets. */
export interface ForwardedMessage {
  readonly topic: string;
  readonly payload: Buffer;
  readonly qos: 0 | 1 | 2;
  readonly retain: boolean;
}

/** Publishes at the other broker; `done` with '' when that has taken it, else with why it did not. */
export type SendForwarded = (message: ForwardedMessage, done: (trouble: string) => void) => void;

export interface ForwardLimits {
  /** Messages and bytes that may wait while the other broker is away or slow. */
  readonly maxMessages: number;
  readonly maxBytes: number;
  /** From here on the sender is asked to wait, while the other broker is there. */
  readonly highMessages: number;
}

export const DEFAULT_FORWARD_LIMITS: ForwardLimits = {
  maxMessages: 1000,
  maxBytes: 33_554_432,
  highMessages: 200,
};

export interface ForwardLane {
  put(message: ForwardedMessage): void;
  /** Calls back when there is room for another message: at once, or when some were taken. */
  whenRoom(done: () => void): void;
  /** The other broker is there and takes `window` messages at once. */
  open(send: SendForwarded, window: number): void;
  /** It is gone: what it has not acknowledged waits again, first in line. QoS 0 is lost then, as MQTT has it. */
  close(): void;
  readonly way: BridgeWay;
}

/** The messages of one way: in order, bounded, the oldest dropped first and counted. */
export function createForwardLane(onRefused: (trouble: string) => void, limits = DEFAULT_FORWARD_LIMITS): ForwardLane {
  let waiting: ForwardedMessage[] = [];
  let bytes = 0;
  let inFlight = new Set<ForwardedMessage>();
  let send: SendForwarded | null = null;
  let window = 0;
  let forwarded = 0;
  let dropped = 0;
  let held: (() => void)[] = [];
  let pumping = false;

  const size = (message: ForwardedMessage): number => message.payload.length + message.topic.length;
  const hasRoom = (): boolean => send === null || waiting.length < limits.highMessages;
  const releaseHeld = (): void => {
    if (held.length === 0 || !hasRoom()) return;
    const calls = held;
    held = [];
    for (const call of calls) call();
  };
  const shed = (): void => {
    while (waiting.length > limits.maxMessages || (bytes > limits.maxBytes && waiting.length > 0)) {
      const oldest = waiting.shift();
      if (oldest !== undefined) bytes -= size(oldest);
      dropped += 1;
    }
  };
  const launch = (message: ForwardedMessage, out: SendForwarded): void => {
    inFlight.add(message);
    const mine = inFlight;
    out(message, (trouble) => {
      if (!mine.delete(message)) return; // a connection that is gone; it waits again already
      if (trouble === '') forwarded += 1;
      else {
        dropped += 1;
        onRefused(trouble);
      }
      pump();
    });
  };
  const pump = (): void => {
    if (pumping) return;
    pumping = true;
    while (send !== null && inFlight.size < window) {
      const next = waiting.shift();
      if (next === undefined) break;
      bytes -= size(next);
      launch(next, send);
    }
    pumping = false;
    releaseHeld();
  };

  return {
    put(message) {
      if (send === null && message.qos === 0) {
        dropped += 1;
        return;
      }
      waiting.push(message);
      bytes += size(message);
      pump();
      shed();
    },
    whenRoom(done) {
      if (hasRoom()) done();
      else held.push(done);
    },
    open(next, count) {
      send = next;
      window = count;
      pump();
    },
    close() {
      send = null;
      const back = [...inFlight];
      inFlight.clear(); // of the old set, so that answers that still come find nothing
      inFlight = new Set();
      const kept = [...back, ...waiting].filter(({ qos }) => qos > 0);
      dropped += back.length + waiting.length - kept.length;
      waiting = kept;
      bytes = kept.reduce((sum, message) => sum + size(message), 0);
      shed();
      releaseHeld();
    },
    get way() {
      return { forwarded, dropped, waiting: waiting.length + inFlight.size };
    },
  };
}
