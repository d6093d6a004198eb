import { z } from 'zod';
import { command } from './define.ts';

const seq = z.int().positive();
/** Microseconds: a point in the session, or a length of time. */
const micros = z.number();
const side = z.enum(['client', 'server']);

/** One packet of a handshake. */
export const exchangeStep = z.object({
  seq,
  t: micros,
  from: side,
  /** `PUBLISH`, `PUBREC` … */
  type: z.string(),
  /** It was sent before on this connection. */
  resend: z.boolean(),
  /** From the end of the step before; null for the first. */
  after: micros.nullable(),
  /** What it refused, in words; '' when nothing. */
  text: z.string(),
});
export type ExchangeStep = z.infer<typeof exchangeStep>;

export const EXCHANGE_KINDS = ['connect', 'auth', 'publish', 'subscribe', 'unsubscribe', 'ping'] as const;

/** Packets that belong together: a request and its answers. */
export const exchange = z.object({
  kind: z.enum(EXCHANGE_KINDS),
  /** Who began it. */
  from: side,
  packetId: z.int().nullable(),
  qos: z.int(),
  /** Topic, or topic filters, cut when long; '' where there is none. */
  topic: z.string(),
  /** `abandoned`: its packet identifier was given to another before it was done. */
  state: z.enum(['waiting', 'complete', 'refused', 'abandoned']),
  /** What is missing while it is `waiting`. */
  awaits: z.object({ type: z.string(), from: side }).nullable(),
  steps: z.array(exchangeStep),
  /** Repetitions that are not listed. */
  omitted: z.int(),
});
export type Exchange = z.infer<typeof exchange>;

export const conversationRemark = z.object({
  seq,
  severity: z.enum(['error', 'warning', 'info']),
  clause: z.string().nullable(),
  text: z.string(),
});
export type ConversationRemark = z.infer<typeof conversationRemark>;

/** A silence of the client longer than it promised. */
export const silence = z.object({
  after: seq,
  /** The packet that ended it; null: the connection closed. */
  before: seq.nullable(),
  length: micros,
  /** Longer than one and a half times the keep-alive: the server has to close. */
  missed: z.boolean(),
});
export type Silence = z.infer<typeof silence>;

export const conversation = z.object({
  link: z.int().positive(),
  /** The log still holds its beginning. */
  whole: z.boolean(),
  openedAt: micros,
  /** Packets, from the client and to it. */
  packetsIn: z.int(),
  packetsOut: z.int(),
  connect: z
    .object({
      seq,
      protocolName: z.string(),
      protocolLevel: z.int(),
      bridge: z.boolean(),
      /** As sent; '' leaves the choice to the server. */
      clientId: z.string(),
      username: z.string().nullable(),
      hasPassword: z.boolean(),
      clean: z.boolean(),
      keepAlive: z.int(),
      will: z.object({ topic: z.string(), qos: z.int(), retain: z.boolean(), length: z.int() }).nullable(),
    })
    .nullable(),
  answer: z
    .object({
      seq,
      accepted: z.boolean(),
      text: z.string(),
      sessionPresent: z.boolean(),
      assignedClientId: z.string().nullable(),
      /** From the CONNECT. */
      after: micros.nullable(),
    })
    .nullable(),
  keepAlive: z
    .object({
      /** Seconds; 0 = off. */
      seconds: z.int(),
      /** The server set another one than the client asked for (5.0). */
      setByServer: z.boolean(),
      lastSeq: seq,
      /** The end of the client's last packet. */
      lastAt: micros,
      /** When the server has to close if nothing comes; null when keep-alive is off or the connection closed. */
      deadline: micros.nullable(),
      /** The longest silence so far. */
      longest: micros,
      /** Silences longer than the keep-alive, and of those the ones longer than one and a half times that. */
      late: z.int(),
      missed: z.int(),
      /** The newest of them. */
      silences: z.array(silence),
    })
    .nullable(),
  /** Handshakes that are not done, the oldest; and how many there are. */
  waiting: z.array(exchange),
  waitingCount: z.int(),
  /** Repeated packets. */
  resends: z.int(),
  aliases: z.array(z.object({ from: side, alias: z.int(), topic: z.string() })),
  aliasCount: z.int(),
  /** The link of the newer connection that took this one's client id, and of the older one whose it was. */
  takenOverBy: z.int().nullable(),
  tookOver: z.int().nullable(),
  /** Null while it is open. */
  end: z
    .object({
      seq,
      t: micros,
      by: z.enum(['client', 'server', 'unknown']),
      /** Who closed and why, and what follows, a sentence each. */
      reasons: z.array(z.string()),
    })
    .nullable(),
  /** What is wrong between packets, the newest; and how many there were. */
  remarks: z.array(conversationRemark),
  remarkCount: z.int(),
});
export type Conversation = z.infer<typeof conversation>;

export const conversationContract = {
  /** One MQTT connection from its beginning to now; and of one of its packets the partners. Reads the whole log when asked first. */
  'mqtt.conversation': command(
    z.object({ link: z.int().positive(), seq: seq.optional() }),
    z.object({
      conversation,
      /** What the packet `seq` is part of; null when nothing answers it. */
      exchange: exchange.nullable(),
      /** The topic that the topic alias of the PUBLISH `seq` stood for then; null when it has none or none is known. */
      aliasTopic: z.string().nullable(),
      /** Microseconds since the session began, at the answer. */
      now: micros,
    }),
    ['not-found'],
  ),
};
