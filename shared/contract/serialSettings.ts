import { z } from 'zod';

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

/** A device path, `tcp://host:port`, `sim:sim7600` or, where a single port is meant, `play:FILE`. */
export const portPath = z.string().min(1).max(4096);

/** A modem control line: on, off; null = the port cannot tell, or is to be left as it is. */
export const controlLine = z.boolean().nullable();
