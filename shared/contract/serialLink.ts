import { z } from 'zod';
import { rewriteRule } from './rewriteRule.ts';
import { controlLine, serialSettings } from './serialSettings.ts';

export const SERIAL_STATES = ['opening', 'open', 'lost', 'closed'] as const;

/**
 * How the bench listens. `direct`: one port, the bench is the host. `tap`: two ports that only receive, one on each wire.
 * `bridge`: two ports, what comes in on one goes out on the other.
 */
export const SERIAL_MODES = ['direct', 'tap', 'bridge'] as const;

/** The two ports of a tap or a bridge, by who is at their other end. */
export const LINK_SIDES = ['mcu', 'modem'] as const;
export type LinkSide = (typeof LINK_SIDES)[number];

/** One port in use. */
export const portState = z.object({
  path: z.string(),
  label: z.string(),
  state: z.enum(SERIAL_STATES),
  settings: serialSettings,
  /** What the bench drives. null: not supported on this port. */
  dtr: controlLine,
  rts: controlLine,
  /** What the other side drives. */
  cts: controlLine,
  dsr: controlLine,
  dcd: controlLine,
  /** Bytes that came in on the port, and that went out. */
  rxBytes: z.int(),
  txBytes: z.int(),
  /** Why it is lost, in words; '' otherwise. */
  trouble: z.string(),
  /** Reconnect attempts since it was lost. */
  attempts: z.int(),
});
export type PortState = z.infer<typeof portState>;

export const BAUD_VERDICTS = ['text', 'wrong-baud', 'noise', 'unknown'] as const;

/** What the bytes of one wire say about the port's speed. */
export const baudJudgement = z.object({
  verdict: z.enum(BAUD_VERDICTS),
  /** 0 to 1. */
  confidence: z.number(),
  /** With `wrong-baud`: in which direction the right speed lies, when that can be told. */
  tryRate: z.enum(['lower', 'higher']).nullable(),
  /** In words: what was seen and what to do; '' for text. */
  hint: z.string(),
});
export type BaudJudgement = z.infer<typeof baudJudgement>;

/** One way through a bridge. */
export const bridgeFlow = z.object({
  /** Bytes that wait for the port to take them. */
  waiting: z.int(),
  /** Bytes that were not passed on: the port was away, or took nothing for too long. */
  dropped: z.int(),
  /** How often reading from the other side had to pause. */
  pauses: z.int(),
});
export type BridgeFlow = z.infer<typeof bridgeFlow>;

export const bridgeState = z.object({
  /** DTR and RTS of each side are driven as the other side has them. */
  forwardLines: z.boolean(),
  /** The counts of the modem's port itself: those of the link hold what was injected, too. */
  modem: portState.pick({ rxBytes: true, txBytes: true }),
  toModem: bridgeFlow,
  toMcu: bridgeFlow,
  /** The rules in force, and how many lines each has changed. */
  rules: z.array(rewriteRule.extend({ hits: z.int() })),
});
export type BridgeState = z.infer<typeof bridgeState>;

/**
 * A link: its own port, or of a tap or a bridge the port of the modem's side. The byte counts are the link's: `rx` from the
 * modem, `tx` from the host.
 */
export const serialLink = portState.extend({
  link: z.int().positive(),
  role: z.enum(['modem', 'mcu-console']),
  mode: z.enum(SERIAL_MODES),
  /** The other port of a tap or a bridge; null of a direct link. */
  mcu: portState.nullable(),
  bridge: bridgeState.nullable(),
  /** What the bytes say about the speed, by direction. */
  judged: z.object({ tx: baudJudgement, rx: baudJudgement }),
  /** The speeds of a port are being tried. */
  detecting: z.boolean(),
});
export type SerialLink = z.infer<typeof serialLink>;
