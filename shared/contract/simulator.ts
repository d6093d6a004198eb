import { z } from 'zod';
import { command, event } from './define.ts';
import { SERIAL_OPEN_ERRORS } from './serial.ts';

/** The simulated modem behind the `sim:` port that was opened last. */
export const simulatedModem = z.object({
  path: z.string(),
  power: z.enum(['off', 'booting', 'on']),
  baud: z.int(),
  /** In words; '' while it is off. */
  sim: z.string(),
  registration: z.string(),
  operator: z.string(),
  /** dBm. */
  rssi: z.number(),
  address: z.string(),
  /** Open connections in words: `MQTT 0: tcp://127.0.0.1:1883`. */
  connections: z.array(z.string()),
  restarts: z.int(),
});
export type SimulatedModem = z.infer<typeof simulatedModem>;

/** The simulated board behind `sim:board`. */
export const simulatedBoard = z.object({
  phase: z.enum(['off', 'modem', 'sim', 'network', 'mqtt', 'running', 'waiting']),
  published: z.int(),
  received: z.int(),
  led: z.enum(['on', 'off']),
  intervalMs: z.number(),
  connects: z.int(),
});
export type SimulatedBoard = z.infer<typeof simulatedBoard>;

export const armedFault = z.object({
  id: z.int().positive(),
  /** As one arms it: `cmqtt-pub=14@3`. */
  fault: z.string(),
  /** In force, or still to come. */
  live: z.boolean(),
  /** How often it bit. */
  struck: z.int(),
});
export type SimulatedFault = z.infer<typeof armedFault>;

export const simulatorState = z.object({
  modem: simulatedModem.nullable(),
  board: simulatedBoard.nullable(),
  faults: z.array(armedFault),
  /** Whatever the firmware dials on the broker's port lands on the bench's own broker. */
  mapped: z.boolean(),
  /** The link that lies there: `lte,loss=0.1`; '' for none. */
  links: z.object({ bearer: z.string(), broker: z.string() }),
});
export type SimulatorState = z.infer<typeof simulatorState>;

export const MAX_FAULT_TEXT = 80;
export const MAX_LINK_TEXT = 200;

/** `bearer`: between the simulated modem and its network. `broker`: between the broker and whoever connects to it. */
export const LINK_TARGETS = ['bearer', 'broker'] as const;
export type LinkTarget = (typeof LINK_TARGETS)[number];

export const simulatorContract = {
  'simulator.get': command(z.object({}), simulatorState, []),
  /** Opens the simulated board on the simulated modem through a bridge, and the board's console beside it. */
  'simulator.start': command(
    z.object({ profile: z.enum(['sim7600', 'a76xx']) }),
    z.object({ link: z.int().positive(), console: z.int().positive().nullable() }),
    SERIAL_OPEN_ERRORS,
  ),
  /** `NAME[=VALUE][@TRIGGER]`, see `modemscope modem --faults`. */
  'simulator.arm': command(z.object({ fault: z.string().max(MAX_FAULT_TEXT) }), z.object({ id: z.int().positive() }), [
    'unknown-fault',
    'bad-value',
    'bad-trigger',
    'too-many',
  ]),
  'simulator.disarm': command(z.object({ id: z.int().positive() }), z.object({}), []),
  'simulator.map': command(z.object({ mapped: z.boolean() }), z.object({}), []),
  /**
   * Lays a link between the modem and its network (`bearer`), or between the broker and the clients that connect from now on
   * (`broker`): the name of a profile, `KEY=VALUE,…` in toxiproxy's terms, both, or '' for none.
   */
  'simulator.link-profile': command(
    z.object({ target: z.enum(LINK_TARGETS), profile: z.string().max(MAX_LINK_TEXT) }),
    z.object({}),
    ['bad-profile'],
  ),
  /** The reset button of the board, or the supply of the modem. */
  'simulator.restart': command(z.object({ what: z.enum(['board', 'modem']) }), z.object({}), ['not-running']),
  'simulator.changed': event(simulatorState),
};
