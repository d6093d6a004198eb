import { describe, expect, it } from 'vitest';
import { err, ok } from '#shared/base/result.ts';
import type { Subscription } from '#shared/contract/console.ts';
import type { RewriteRule } from '#shared/contract/rewriteRule.ts';
import { DEFAULT_SERIAL_SETTINGS } from '#shared/contract/serialSettings.ts';
import { type Settings, type SettingsPatch, settings as settingsSchema } from '#shared/contract/settings.ts';
import { createSetupService } from './createSetupService.ts';

const rule = (id: string, replace: string): RewriteRule => ({
  ...{ id, enabled: true, direction: 'tx', replace },
  match: { by: 'argument', command: '+CMQTTCONNECT', index: 1, was: '' },
});
const saved = (name: string, topic = 'a') => ({
  ...{ folder: 'Plant', name },
  message: { topic, qos: 1 as const, retain: false, payload: '{{n}}', encoding: 'text' as const, variables: true },
});
const CONTENT: Partial<Settings> = {
  subscriptions: [{ filter: 'plant/#', qos: 1, noLocal: true }],
  savedMessages: [saved('valve')],
  savedCommands: [{ name: 'signal', text: 'AT+CSQ' }],
  rewriteRules: [rule('r1', 'tcp://broker.example:1883')],
};

function bench(content: Partial<Settings> = {}) {
  let current: Settings = { ...settingsSchema.parse({}), ...content };
  const subscribed: Subscription[] = [];
  const handlers = createSetupService({
    settings: () => current,
    change(patch: SettingsPatch) {
      current = { ...current, ...patch };
      return ok(current);
    },
    async subscribe(subscriptions) {
      subscribed.push(...subscriptions);
    },
  });
  const exported = async (): Promise<string> => {
    const result = await handlers['console.export']({});
    return result.ok ? result.value.text : '';
  };
  return { handlers, exported, subscribed, settings: () => current };
}

describe('the set-up as a file', () => {
  it('goes from one bench to another', async () => {
    const other = bench({ subscriptions: [{ filter: 'own', qos: 0 }], savedMessages: [saved('valve', 'old')] });
    const text = await bench(CONTENT).exported();
    expect(JSON.parse(text)).toMatchObject({ format: 'modemscope-setup', version: 1 });
    expect(await other.handlers['console.import']({ text })).toEqual({
      ok: true,
      value: { subscriptions: 1, savedMessages: 1, sequences: 1, rewriteRules: 1, withSecrets: 0 },
    });
    expect(other.subscribed).toEqual(CONTENT.subscriptions);
    expect(other.settings()).toMatchObject({
      ...CONTENT,
      subscriptions: [{ filter: 'own', qos: 0 }, ...(CONTENT.subscriptions ?? [])],
    });
  });

  it('holds the rules of bridges, but no secrets, and no password gets in', async () => {
    const secret = { ...rule('r2', 'hunter2'), match: { ...rule('r2', '').match, index: 5 } } as RewriteRule;
    const side = { path: '/dev/ttyS0', settings: DEFAULT_SERIAL_SETTINGS, dtr: null, rts: null };
    const rules = [secret, rule('r3', 'x')];
    const pairs = [{ mode: 'bridge' as const, mcu: side, modem: side, forwardLines: true, rules }];
    const text = await bench({ ...CONTENT, pairs }).exported();
    expect(text).not.toContain('hunter2');
    expect(JSON.parse(text).rewriteRules.map(({ id }: RewriteRule) => id)).toEqual(['r1', 'r3']);

    const file = JSON.parse(text);
    file.rewriteRules.push(secret);
    file.sequences.push({ name: 'pin', text: 'AT+CPIN="1234"' });
    const other = bench();
    expect(await other.handlers['console.import']({ text: JSON.stringify(file) })).toMatchObject({
      value: { sequences: 1, rewriteRules: 2, withSecrets: 2 },
    });
    expect(JSON.stringify(other.settings())).not.toMatch(/hunter2|1234/);
  });

  it.each([
    ['no JSON', 'hello', 'bad-file', /no set-up/],
    ['a list', '[]', 'bad-file', /no set-up/],
    ['another JSON', '{"version":1}', 'bad-file', /no set-up/],
    ['a newer version', '{"format":"modemscope-setup","version":2}', 'unknown-version', /version 2.*version 1/],
    ['no version', '{"format":"modemscope-setup"}', 'unknown-version', /no version/],
    [
      'a wrong field',
      '{"format":"modemscope-setup","version":1,"subscriptions":[{"filter":"a","qos":3}]}',
      'bad-file',
      /subscriptions\.0\.qos/,
    ],
    [
      'a filter MQTT forbids',
      '{"format":"modemscope-setup","version":1,"subscriptions":[{"filter":"a#","qos":0}]}',
      'bad-file',
      /"a#"/,
    ],
  ])('is refused in words: %s', async (_name, text, code, words) => {
    const { handlers, settings } = bench(CONTENT);
    const before = settings();
    expect(await handlers['console.import']({ text })).toMatchObject({
      ok: false,
      error: { code, message: expect.stringMatching(words) },
    });
    expect(settings()).toBe(before);
  });

  it('is refused as a whole when it is too much', async () => {
    const subscriptions = Array.from({ length: 64 }, (_, i) => ({ filter: `own/${i}`, qos: 0 as const }));
    const { handlers, subscribed } = bench({ subscriptions });
    const text = await bench(CONTENT).exported();
    expect(await handlers['console.import']({ text })).toMatchObject({
      error: { code: 'too-much', message: expect.stringContaining('65 subscriptions') },
    });
    expect(subscribed).toEqual([]);
  });

  it('is not half taken when it cannot be kept', async () => {
    const subscribed: Subscription[] = [];
    const handlers = createSetupService({
      settings: () => settingsSchema.parse({}),
      change: () => err('failed', 'There is too much to remember.'),
      subscribe: async (subscriptions) => void subscribed.push(...subscriptions),
    });
    expect(await handlers['console.import']({ text: await bench(CONTENT).exported() })).toMatchObject({
      error: { code: 'too-much' },
    });
    expect(subscribed).toEqual([]);
  });
});
