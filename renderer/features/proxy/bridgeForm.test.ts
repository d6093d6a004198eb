import { describe, expect, it } from 'vitest';
import { addRule, type BridgeForm, bridgeFormOf, FRESH_BRIDGE, parseBridgeForm } from './bridgeForm.ts';

const [RULE] = FRESH_BRIDGE.rules;
if (RULE === undefined) throw new Error('A fresh form has a rule');
const FORM: BridgeForm = {
  ...FRESH_BRIDGE,
  ...{ url: 'mqtt://broker.example', username: 'user', password: 'hunter2' },
  rules: [{ ...RULE, filter: 'a/#' }],
};

describe('the form of the bridge', () => {
  it('becomes what the bench takes; the password stands beside it', () => {
    expect(parseBridgeForm(FORM)).toEqual({
      config: {
        ...{ url: 'mqtt://broker.example', clientId: '', username: 'user', level: 4, clean: true, keepAlive: 60 },
        tls: { ca: '', insecure: false },
        rules: [{ direction: 'both', filter: 'a/#', localPrefix: '', remotePrefix: '', qos: 1 }],
      },
      password: 'hunter2',
    });
  });

  it('comes back from what was remembered, without the password', () => {
    const parsed = parseBridgeForm({
      ...FORM,
      level: '5',
      rules: addRule(FORM.rules).map((rule, i) => ({ ...rule, filter: `f${i}` })),
    });
    if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors));
    const again = bridgeFormOf(parsed.config);
    expect(again).toMatchObject({
      level: '5',
      password: '',
      rules: [
        { key: 1, filter: 'f0' },
        { key: 2, filter: 'f1' },
      ],
    });
    expect(parseBridgeForm(again)).toEqual({ ...parsed, password: '' });
  });

  it.each<readonly [string, Partial<BridgeForm>, string[]]>([
    ['no url', { url: '' }, ['url']],
    ['a kept session without a client id', { clean: false }, ['clientId']],
    ['a keep-alive that is no number', { keepAlive: 'often' }, ['keepAlive']],
    ['a keep-alive MQTT cannot say', { keepAlive: '65536' }, ['keepAlive']],
    ['a rule without a filter', { rules: addRule(FORM.rules) }, ['rules']],
    ['rules that overlap', { rules: [...FORM.rules, { ...RULE, key: 2, filter: 'a/b' }] }, ['rules']],
  ])('names what is wrong: %s', (_, change, fields) => {
    const parsed = parseBridgeForm({ ...FORM, ...change });
    expect('errors' in parsed ? Object.keys(parsed.errors) : []).toEqual(fields);
  });

  it('gives a new rule a key of its own', () => {
    const three = addRule(addRule(FORM.rules));
    expect(addRule(three.slice(1)).map(({ key }) => key)).toEqual([2, 3, 4]);
  });
});
