import { z } from 'zod';
import { bridgeConfig } from './bridge.ts';
import { brokerListen } from './broker.ts';
import { publishInput, savedTarget, subscription } from './console.ts';
import { command, event } from './define.ts';
import { MAX_PROXIES, proxyConfig } from './proxy.ts';
import { MAX_PUBLISHED, MAX_SAVED_MESSAGES, publishedMessage, savedMessage } from './publish.ts';
import { rewriteRules } from './rewriteRule.ts';
import { bridgeSide, serialSettings } from './serial.ts';

/** How many entries each history keeps; the oldest goes first. */
export const HISTORY_LENGTH = 100;

const line = z.boolean().nullable();

/** The most entries of `ports` and `layout`, and the longest text of one entry: the file stays small whatever a view sends. */
const MAX_ENTRIES = 500;
const path = z.string().max(4096);
const historyLine = z.string().max(65_536);
const history = z.array(historyLine).max(HISTORY_LENGTH);
const fewEntries = (entries: object): boolean => Object.keys(entries).length <= MAX_ENTRIES;

/** The most taps and bridges that are remembered. */
export const MAX_PAIRS = 10;

/** A tap or a bridge as last opened. Of a tap, the lines and the rules count for nothing. */
const pair = z.object({
  mode: z.enum(['tap', 'bridge']),
  mcu: bridgeSide,
  modem: bridgeSide,
  forwardLines: z.boolean(),
  rules: rewriteRules,
});
export type SerialPair = z.infer<typeof pair>;

/** The fields without their defaults: what a patch is checked against. */
/** How many saved commands are kept; the oldest goes first. */
export const MAX_SAVED_COMMANDS = 100;

/** A command or a sequence kept by name; the text is that of parseSequence. */
export const savedCommand = z.object({ name: z.string().min(1).max(100), text: z.string().max(16_384) });

const fields = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  timeMode: z.enum(['wall', 'elapsed', 'delta']),
  /** Ports by path, as last used. */
  ports: z
    .record(
      path,
      z.object({
        settings: serialSettings,
        dtr: line,
        rts: line,
        role: z.enum(['modem', 'mcu-console']),
        loop: z.boolean(),
      }),
    )
    .refine(fewEntries),
  lastPort: path,
  /** Newest first. */
  pairs: z.array(pair).max(MAX_PAIRS),
  /** TCP ports the user typed (tcp://host:port), newest first. */
  tcpPorts: z.array(path).max(20),
  broker: brokerListen.nullable(),
  console: savedTarget.nullable(),
  /** Proxies by what they pass on to, as last started, newest first. */
  proxies: z.array(proxyConfig).max(MAX_PROXIES),
  /** The bridge as last started. */
  bridge: bridgeConfig.nullable(),
  subscriptions: z.array(subscription).max(64),
  /** The publish form as it was left; a topic may still be missing. */
  publish: publishInput.extend({ topic: z.string().max(65_535) }).nullable(),
  atHistory: history,
  /** Topics published to, newest first. */
  publishHistory: history,
  /** Whole messages published, newest first. */
  published: z.array(publishedMessage).max(MAX_PUBLISHED),
  savedMessages: z.array(savedMessage).max(MAX_SAVED_MESSAGES),
  /** Rewrite rules out of an imported set-up, for the next pair of ports that had none. */
  rewriteRules,
  savedCommands: z.array(savedCommand).max(MAX_SAVED_COMMANDS),
  /** The window's own affairs: pane sizes, folded parts. Opaque to the bench, bounded by it. */
  layout: z
    .record(z.string().max(256), z.union([z.number(), z.boolean(), z.string().max(4096), z.array(z.number()).max(64)]))
    .refine(fewEntries),
});

/** What the bench remembers between runs. Never holds a password. Every field has a default, so an old file still loads. */
export const settings = z.object({
  theme: fields.shape.theme.default('system'),
  timeMode: fields.shape.timeMode.default('elapsed'),
  ports: fields.shape.ports.default({}),
  lastPort: fields.shape.lastPort.default(''),
  pairs: fields.shape.pairs.default([]),
  tcpPorts: fields.shape.tcpPorts.default([]),
  broker: fields.shape.broker.default(null),
  console: fields.shape.console.default(null),
  proxies: fields.shape.proxies.default([]),
  bridge: fields.shape.bridge.default(null),
  subscriptions: fields.shape.subscriptions.default([]),
  publish: fields.shape.publish.default(null),
  atHistory: fields.shape.atHistory.default([]),
  publishHistory: fields.shape.publishHistory.default([]),
  published: fields.shape.published.default([]),
  savedMessages: fields.shape.savedMessages.default([]),
  rewriteRules: fields.shape.rewriteRules.default([]),
  savedCommands: fields.shape.savedCommands.default([]),
  layout: fields.shape.layout.default({}),
});
export type Settings = z.infer<typeof settings>;

/** Made from the fields without defaults: a default would fill in, and so reset, every field the patch does not name. */
export const settingsPatch = fields.partial();
export type SettingsPatch = Partial<Settings>;

export const settingsContract = {
  'settings.get': command(z.object({}), settings, []),
  /** Replaces the given top-level fields. */
  'settings.set': command(settingsPatch, settings, ['failed']),
  'settings.changed': event(settings),
};
