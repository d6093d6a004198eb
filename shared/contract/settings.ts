import { z } from 'zod';
import { brokerListen } from './broker.ts';
import { consoleTarget, PAYLOAD_ENCODINGS, qos, subscription } from './console.ts';
import { command, event } from './define.ts';
import { serialSettings } from './serial.ts';

/** How many entries each history keeps; the oldest goes first. */
export const HISTORY_LENGTH = 100;

const line = z.boolean().nullable();

/** What the bench remembers between runs. Never holds a password. Every field has a default, so an old file still loads. */
export const settings = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  timeMode: z.enum(['wall', 'elapsed', 'delta']).default('elapsed'),
  /** Ports by path, as last used. */
  ports: z
    .record(
      z.string(),
      z.object({
        settings: serialSettings,
        dtr: line,
        rts: line,
        role: z.enum(['modem', 'mcu-console']),
        loop: z.boolean(),
      }),
    )
    .default({}),
  lastPort: z.string().default(''),
  /** TCP ports the user typed (tcp://host:port), newest first. */
  tcpPorts: z.array(z.string()).max(20).default([]),
  broker: brokerListen.nullable().default(null),
  console: consoleTarget.omit({ password: true }).nullable().default(null),
  subscriptions: z.array(subscription).max(64).default([]),
  publish: z
    .object({ topic: z.string(), qos, retain: z.boolean(), payload: z.string(), encoding: z.enum(PAYLOAD_ENCODINGS) })
    .nullable()
    .default(null),
  atHistory: z.array(z.string()).max(HISTORY_LENGTH).default([]),
  publishHistory: z.array(z.string()).max(HISTORY_LENGTH).default([]),
  /** The window's own affairs: pane sizes, folded parts. Opaque to the bench, bounded by it. */
  layout: z.record(z.string(), z.union([z.number(), z.boolean(), z.string(), z.array(z.number())])).default({}),
});
export type Settings = z.infer<typeof settings>;

export const settingsPatch = settings.partial();
export type SettingsPatch = Partial<Settings>;

export const settingsContract = {
  'settings.get': command(z.object({}), settings, []),
  /** Replaces the given top-level fields. */
  'settings.set': command(settingsPatch, settings, ['failed']),
  'settings.changed': event(settings),
};
