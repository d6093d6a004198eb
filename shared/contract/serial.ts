import { z } from 'zod';
import { command } from './define.ts';
import { rewriteRules } from './rewriteRule.ts';
import { LINK_SIDES } from './serialLink.ts';
import { controlLine, portPath, serialSettings } from './serialSettings.ts';

export {
  type BaudJudgement,
  type BridgeState,
  LINK_SIDES,
  type LinkSide,
  type PortState,
  SERIAL_MODES,
  SERIAL_STATES,
  type SerialLink,
  serialLink,
} from './serialLink.ts';
export { DEFAULT_SERIAL_SETTINGS, FLOW_CONTROLS, type SerialSettings, serialSettings } from './serialSettings.ts';

/** What a port is for, judged by its USB identity. `at` is the one to open first. */
export const PORT_KINDS = [
  'at',
  'modem',
  'nmea',
  'diag',
  'audio',
  'vcp', // the virtual COM port of a debug probe
  'usb-serial',
  'cdc', // an MCU's own USB serial
  'uart', // a UART of this machine, no USB identity
  'sim', // a simulated modem in this program
  'player', // a recorded capture
  'tcp',
] as const;

export const portInfo = z.object({
  /** What `serial.open` takes: a device path, `tcp://host:port`, `sim:sim7600` or `play:FILE`. */
  path: z.string(),
  kind: z.enum(PORT_KINDS),
  /** Friendly name: `SIM7600 AT port`, `ST-LINK VCP`, `CH340`. */
  label: z.string(),
  /** The rest that tells two alike apart: device name, VID:PID, interface, serial number. */
  detail: z.string(),
  /** The port a newcomer should try first. */
  recommended: z.boolean(),
});
export type PortInfo = z.infer<typeof portInfo>;

export const serialOpenInput = z.object({
  path: portPath,
  settings: serialSettings,
  role: z.enum(['modem', 'mcu-console']),
  /** State to put the lines into right after opening; null leaves them as the system does. */
  dtr: controlLine,
  rts: controlLine,
  /** Open again with backoff when the port goes away. */
  reconnect: z.boolean(),
  /** Player ports only: start again at the end. */
  loop: z.boolean(),
});
export type SerialOpenInput = z.infer<typeof serialOpenInput>;

/** A port that only receives; its control lines are left alone. */
export const tapSide = z.object({ path: portPath, settings: serialSettings });

export const serialOpenTapInput = z.object({
  /** On the wire the MCU sends on (its TXD): what comes in is `tx`. */
  mcu: tapSide,
  /** On the wire the modem sends on (its TXD): what comes in is `rx`. */
  modem: tapSide,
  reconnect: z.boolean(),
});
export type SerialOpenTapInput = z.infer<typeof serialOpenTapInput>;

export const bridgeSide = tapSide.extend({
  /** State to put the lines into right after opening; null leaves them as the system does. */
  dtr: controlLine,
  rts: controlLine,
});

export const serialOpenBridgeInput = z.object({
  /** The port the MCU is connected to. */
  mcu: bridgeSide,
  /** The port of the modem. */
  modem: bridgeSide,
  reconnect: z.boolean(),
  /** Drive DTR and RTS of each side as the other side has them, where both ports can. */
  forwardLines: z.boolean(),
  rules: rewriteRules,
});
export type SerialOpenBridgeInput = z.infer<typeof serialOpenBridgeInput>;

export const SERIAL_OPEN_ERRORS = [
  'no-permission',
  'busy',
  'not-found',
  'already-open',
  'unsupported',
  'bad-path',
  'failed',
] as const;
export type SerialOpenError = (typeof SERIAL_OPEN_ERRORS)[number];

const link = z.int().positive();
/** Which port of a bridge or a tap is meant. Absent: the modem's, or where it says so both. */
const side = z.enum(LINK_SIDES).optional();

/** The longest `data` of one `serial.send`, in characters. */
export const MAX_SEND_CHARS = 65_536;

export const serialSendInput = z.object({
  link,
  /** `line` adds CR; `text` goes as it is (UTF-8); `hex` is bytes; the last two take no data. */
  form: z.enum(['line', 'text', 'hex', 'ctrl-z', 'esc']),
  data: z.string().max(MAX_SEND_CHARS),
  /** Bridges: to the modem as if from the MCU, or to the MCU as if from the modem. */
  side,
});
export type SerialSendInput = z.infer<typeof serialSendInput>;

export const serialDetectInput = z.object({
  /**
   * A port that is not open, or one of a link. The bench sends AT where a modem is to answer; on a tap, an MCU console and the
   * MCU's side of a bridge it only listens.
   */
  target: z.discriminatedUnion('by', [
    z.object({
      by: z.literal('path'),
      path: portPath,
      /** Send nothing: what is connected to the port is no modem. */
      listen: z.boolean().optional(),
    }),
    z.object({ by: z.literal('link'), link, side }),
  ]),
  /** Speeds to try, in this order; absent: those of the SIM7600, the likeliest first. */
  rates: z.array(serialSettings.shape.baud).min(1).max(32).optional(),
});
export type SerialDetectInput = z.infer<typeof serialDetectInput>;

/** What one speed gave. `answered`: an AT answer. `silent`: no byte. `unsupported`: the port does not run at it. */
export const BAUD_TRIAL_RESULTS = [
  'answered',
  'text',
  'wrong-baud',
  'noise',
  'unknown',
  'silent',
  'unsupported',
] as const;

export const serialDetectOutput = z.object({
  /** The speed at which text was heard; null when there was none. The port is back at the speed it had. */
  baud: z.int().nullable(),
  /** 0 to 1. */
  confidence: z.number(),
  tried: z.array(z.object({ baud: z.int(), bytes: z.int(), result: z.enum(BAUD_TRIAL_RESULTS) })),
  /** What was found and what to do next, in words. */
  hint: z.string(),
});
export type SerialDetectOutput = z.infer<typeof serialDetectOutput>;

export const serialContract = {
  'serial.ports': command(
    z.object({}),
    z.object({
      ports: z.array(portInfo),
      /** Set when ports could not be listed fully, with the remedy. */
      warning: z.string(),
    }),
    [],
  ),
  'serial.open': command(serialOpenInput, z.object({ link }), SERIAL_OPEN_ERRORS),
  'serial.open-tap': command(serialOpenTapInput, z.object({ link }), SERIAL_OPEN_ERRORS),
  'serial.open-bridge': command(serialOpenBridgeInput, z.object({ link }), SERIAL_OPEN_ERRORS),
  'serial.close': command(z.object({ link }), z.object({}), ['not-open']),
  'serial.send': command(serialSendInput, z.object({ bytes: z.int() }), [
    'not-open',
    'bad-hex',
    'receive-only',
    'congested',
    'failed',
  ]),
  'serial.control': command(
    z.object({ link, side, dtr: z.boolean().optional(), rts: z.boolean().optional() }),
    z.object({ dtr: controlLine, rts: controlLine }),
    ['not-open', 'not-supported', 'failed'],
  ),
  /** Without a side, both ports of a tap or a bridge. */
  'serial.baud': command(z.object({ link, side, baud: serialSettings.shape.baud }), z.object({}), [
    'not-open',
    'unsupported',
    'failed',
  ]),
  /** Replaces the rules of a bridge while it runs. A rule that keeps its id keeps its count. */
  'serial.rewrite': command(z.object({ link, rules: rewriteRules }), z.object({}), ['not-open', 'not-supported']),
  /** Tries speeds until text is heard and puts everything back. Takes up to a minute. */
  'serial.detect-baud': command(serialDetectInput, serialDetectOutput, [...SERIAL_OPEN_ERRORS, 'not-open']),
};
