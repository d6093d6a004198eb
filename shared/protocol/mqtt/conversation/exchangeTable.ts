import type { Exchange, ExchangeStep } from '../../../contract/conversation.ts';
import type { MqttLevel } from '../../../model/row.ts';
import type { Sender } from '../tables/packetTypes.ts';

/** Handshakes that are remembered, the newest; and steps of one that are listed. */
const MAX_EXCHANGES = 2000;
const MAX_STEPS = 32;

/** An exchange that still grows. */
export interface Draft extends Exchange {
  steps: ExchangeStep[];
  /** End of the last step. */
  lastAt: number;
}

/** A packet as a step needs it. */
export interface StepPacket {
  readonly seq: number;
  readonly t: number;
  readonly tLast: number;
  readonly from: Sender;
  readonly type: string;
  readonly level: MqttLevel;
}

/** The handshakes of a connection: those in flight by who began them and their packet identifier, and all by their rows. */
export interface ExchangeTable {
  begin(
    packet: StepPacket,
    exchange: Pick<Exchange, 'kind' | 'packetId' | 'qos' | 'topic' | 'awaits'> & Partial<Pick<Exchange, 'from'>>,
  ): Draft;
  step(draft: Draft, packet: StepPacket, change: { readonly resend?: boolean; readonly text?: string }): void;
  /** It is over: its identifier is free. */
  finish(draft: Draft, state: Exchange['state']): void;
  inFlight(from: Sender, packetId: number): Draft | undefined;
  /** The oldest of a kind that has no packet identifier. */
  oldest(kind: Exchange['kind']): Draft | undefined;
  of(seq: number): Exchange | null;
  waiting(most: number): readonly Exchange[];
  readonly waitingCount: number;
  /** Some were forgotten. */
  readonly forgetful: boolean;
}

/** `watch`: the exchange of this row is never forgotten. */
export function createExchangeTable(watch: number | null): ExchangeTable {
  /** In the order in which they began. */
  const all = new Set<Draft>();
  const bySeq = new Map<number, Draft>();
  const open = new Map<string, Draft>();
  let serial = 0;
  let forgetful = false;
  const keys = new Map<Draft, string>();

  const forget = (draft: Draft): void => {
    forgetful = true;
    all.delete(draft);
    for (const { seq } of draft.steps) bySeq.delete(seq);
    release(draft);
  };
  const release = (draft: Draft): void => {
    const key = keys.get(draft);
    keys.delete(draft);
    if (key !== undefined && open.get(key) === draft) open.delete(key);
  };
  const makeRoom = (): void => {
    if (all.size <= MAX_EXCHANGES) return;
    for (const draft of all) {
      if (watch !== null && bySeq.get(watch) === draft) continue;
      forget(draft);
      return;
    }
  };
  const addStep = (draft: Draft, packet: StepPacket, resend: boolean, text: string): void => {
    if (draft.steps.length >= MAX_STEPS && packet.seq !== watch) {
      draft.omitted += 1;
    } else {
      const { seq, t, from, type } = packet;
      const after = draft.steps.length === 0 ? null : Math.max(0, t - draft.lastAt);
      draft.steps.push({ seq, t, from, type, resend, after, text });
      bySeq.set(seq, draft);
    }
    draft.lastAt = packet.tLast;
  };

  return {
    begin(packet, given) {
      const from = given.from ?? packet.from;
      const draft: Draft = { from, state: 'waiting', steps: [], omitted: 0, lastAt: packet.tLast, ...given };
      serial += 1;
      const key = given.packetId === null ? `${given.kind} ${serial}` : `${from} ${given.packetId}`;
      all.add(draft);
      keys.set(draft, key);
      open.set(key, draft);
      addStep(draft, packet, false, '');
      makeRoom();
      return draft;
    },
    step: (draft, packet, { resend = false, text = '' }) => addStep(draft, packet, resend, text),
    finish(draft, state) {
      draft.state = state;
      draft.awaits = null;
      release(draft);
    },
    inFlight: (from, packetId) => open.get(`${from} ${packetId}`),
    oldest(kind) {
      for (const draft of open.values()) if (draft.kind === kind) return draft;
      return undefined;
    },
    of(seq) {
      const draft = bySeq.get(seq);
      return draft === undefined ? null : shown(draft);
    },
    waiting: (most) => [...open.values()].slice(0, most).map(shown),
    get waitingCount() {
      return open.size;
    },
    get forgetful() {
      return forgetful;
    },
  };
}

const shown = ({ lastAt: _, steps, ...rest }: Draft): Exchange => ({ ...rest, steps: [...steps] });
