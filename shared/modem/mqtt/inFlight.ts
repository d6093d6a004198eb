import type { AckOutcome } from './mqttTypes.ts';

/** `never`: one that no broker sends. */
export type Ack = 'never' | 'PUBACK' | 'PUBREC' | 'PUBCOMP' | 'SUBACK' | 'UNSUBACK';

interface Waiting {
  readonly acks: readonly Ack[];
  readonly cancel: () => void;
  readonly done: (outcome: AckOutcome) => void;
}

/** Packets that wait for their acknowledgements, by packet identifier (MQTT 3.1.1, 2.3.1). */
export interface InFlight {
  /** Takes a free identifier for a packet that is acknowledged by `acks`, one after the other; null: none is free. */
  begin(acks: readonly Ack[], timeoutMs: number, done: (outcome: AckOutcome) => void): number | null;
  /** One came. What is not waited for is passed over. */
  acknowledge(ack: Ack, packetId: number, refused: boolean): void;
  /** The connection is over. */
  end(outcome: AckOutcome | null): void;
}

const MAX_ID = 65_535;

export function createInFlight(after: (ms: number, callback: () => void) => () => void): InFlight {
  const waiting = new Map<number, Waiting>();
  let last = 0;

  const settle = (packetId: number, outcome: AckOutcome): void => {
    const entry = waiting.get(packetId);
    if (entry === undefined) return;
    waiting.delete(packetId);
    entry.cancel();
    entry.done(outcome);
  };
  return {
    begin(acks, timeoutMs, done) {
      if (waiting.size >= MAX_ID) return null;
      do last = (last % MAX_ID) + 1;
      while (waiting.has(last));
      const packetId = last;
      waiting.set(packetId, { acks, done, cancel: after(timeoutMs, () => settle(packetId, 'timeout')) });
      return packetId;
    },
    acknowledge(ack, packetId, refused) {
      const entry = waiting.get(packetId);
      const [next, ...rest] = entry?.acks ?? [];
      if (entry === undefined || next !== ack) return;
      if (refused) settle(packetId, 'refused');
      else if (rest.length === 0) settle(packetId, 'done');
      else waiting.set(packetId, { ...entry, acks: rest });
    },
    end(outcome) {
      for (const [packetId, { cancel }] of [...waiting]) {
        if (outcome !== null) {
          settle(packetId, outcome);
        } else {
          cancel();
          waiting.delete(packetId);
        }
      }
    },
  };
}
