import { z } from 'zod';
import { command } from './define.ts';

export const FLOW_CONTROLS = ['none', 'rtscts', 'xonxoff'] as const;

/** Framing and speed of a port. */
export const serialSettings = z.object({
  baud: z.int().min(50).max(12_000_000),
  dataBits: z.union([z.literal(5), z.literal(6), z.literal(7), z.literal(8)]),
  parity: z.enum(['none', 'even', 'odd', 'mark', 'space']),
  stopBits: z.union([z.literal(1), z.literal(1.5), z.literal(2)]),
  flow: z.enum(FLOW_CONTROLS),
});
export type SerialSettings = z.infer<typeof serialSettings>;

export const DEFAULT_SERIAL_SETTINGS: SerialSettings = {
  baud: 115_200,
  dataBits: 8,
  parity: 'none',
  stopBits: 1,
  flow: 'none',
};

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
  'player', // a recorded capture
  'tcp',
] as const;

export const portInfo = z.object({
  /** What `serial.open` takes: a device path, `tcp://host:port` or `play:FILE`. */
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

export const SERIAL_STATES = ['opening', 'open', 'lost', 'closed'] as const;

/** A modem control line: on, off, or the port cannot tell. */
const line = z.boolean().nullable();

export const serialLink = z.object({
  link: z.int().positive(),
  path: z.string(),
  label: z.string(),
  role: z.enum(['modem', 'mcu-console']),
  state: z.enum(SERIAL_STATES),
  settings: serialSettings,
  /** What the bench drives. null: not supported on this port. */
  dtr: line,
  rts: line,
  /** What the other side drives. */
  cts: line,
  dsr: line,
  dcd: line,
  rxBytes: z.int(),
  txBytes: z.int(),
  /** Why it is lost, in words; '' otherwise. */
  trouble: z.string(),
  /** Reconnect attempts since it was lost. */
  attempts: z.int(),
});
export type SerialLink = z.infer<typeof serialLink>;

export const serialOpenInput = z.object({
  path: z.string().min(1).max(4096),
  settings: serialSettings,
  role: z.enum(['modem', 'mcu-console']),
  /** State to put the lines into right after opening; null leaves them as the system does. */
  dtr: line,
  rts: line,
  /** Open again with backoff when the port goes away. */
  reconnect: z.boolean(),
  /** Player ports only: start again at the end. */
  loop: z.boolean(),
});
export type SerialOpenInput = z.infer<typeof serialOpenInput>;

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

/** The longest `data` of one `serial.send`, in characters. */
export const MAX_SEND_CHARS = 65_536;

export const serialSendInput = z.object({
  link: z.int().positive(),
  /** `line` adds CR; `text` goes as it is (UTF-8); `hex` is bytes; the last two take no data. */
  form: z.enum(['line', 'text', 'hex', 'ctrl-z', 'esc']),
  data: z.string().max(MAX_SEND_CHARS),
});
export type SerialSendInput = z.infer<typeof serialSendInput>;

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
  'serial.open': command(serialOpenInput, z.object({ link: z.int().positive() }), SERIAL_OPEN_ERRORS),
  'serial.close': command(z.object({ link: z.int().positive() }), z.object({}), ['not-open']),
  'serial.send': command(serialSendInput, z.object({ bytes: z.int() }), ['not-open', 'bad-hex', 'congested', 'failed']),
  'serial.control': command(
    z.object({ link: z.int().positive(), dtr: z.boolean().optional(), rts: z.boolean().optional() }),
    z.object({ dtr: line, rts: line }),
    ['not-open', 'not-supported', 'failed'],
  ),
  'serial.baud': command(z.object({ link: z.int().positive(), baud: serialSettings.shape.baud }), z.object({}), [
    'not-open',
    'unsupported',
    'failed',
  ]),
};
