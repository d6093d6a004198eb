import { expect, test } from 'vitest';
import { type RewriteRule, rewriteRule } from '#shared/contract/rewriteRule.ts';
import { createRewriter } from '#shared/protocol/at/rewrite.ts';
import {
  benchBroker,
  newRuleForm,
  newRuleId,
  RULE_TEMPLATES,
  type RuleForm,
  ruleFormErrors,
  ruleFormOf,
  ruleOf,
  ruleWords,
} from './rewriteForm.ts';

const LINES = {
  'mqtt-broker': ['AT+CMQTTCONNECT=0,"tcp://mqtt.vendor.example:1883",60,1', 'tcp://203.0.113.7:1883'],
  'tcp-server': ['AT+CIPOPEN=0,"TCP","mqtt.vendor.example",1883', '203.0.113.7'],
  apn: ['AT+CGDCONT=1,"IP","internet"', 'iot.operator.example'],
} as const;

test.each(RULE_TEMPLATES)('the ready-made rule $id changes the argument it names', ({ id, example }) => {
  const form = newRuleForm(id, example);
  expect(ruleFormErrors(form)).toEqual({});
  const rule = rewriteRule.parse(ruleOf(form, 'rule-1', true));
  const [line, becomes] = LINES[id];
  const rewritten = createRewriter([rule], 'tx').rewrite(line)?.line ?? '';
  expect(rewritten).toContain(`"${becomes}"`);
  expect(rewritten).not.toContain('vendor.example');
  expect(rewritten).not.toContain('"internet"');
  expect(ruleFormOf(rule)).toEqual(form);
});

const text: RuleForm = { ...newRuleForm('text'), text: 'vendor.example', replace: 'bench.example', direction: 'rx' };
const argument: RuleForm = { ...newRuleForm('argument'), command: ' +CSQ ', place: '2', was: '99', replace: '"21"' };

test.each([
  ['text', text, { direction: 'rx', match: { by: 'text', text: 'vendor.example' }, replace: 'bench.example' }],
  ['argument', argument, { match: { by: 'argument', command: '+CSQ', index: 1, was: '99' }, replace: '21' }],
] as const)('a rule by %s, there and back', (_by, form, wanted) => {
  expect(ruleFormErrors(form)).toEqual({});
  const rule = rewriteRule.parse(ruleOf(form, 'rule-3', false));
  expect(rule).toMatchObject({ id: 'rule-3', enabled: false, ...wanted });
  expect(ruleOf(ruleFormOf(rule), rule.id, rule.enabled)).toEqual(rule);
});

test.each<[Partial<RuleForm>, string]>([
  [{ kind: 'text', text: '' }, 'text'],
  [{ kind: 'text', text: 'a\rb' }, 'text'],
  [{ kind: 'text', text: 'a', replace: '\x1a' }, 'replace'],
  [{ kind: 'argument', command: '' }, 'command'],
  [{ kind: 'argument', command: 'AT+CSQ=1' }, 'command'],
  [{ kind: 'argument', command: `+${'C'.repeat(40)}` }, 'command'],
  [{ kind: 'argument', command: '+CSQ', place: '0' }, 'place'],
  [{ kind: 'argument', command: '+CSQ', place: '33' }, 'place'],
  [{ kind: 'argument', command: '+CSQ', place: 'x' }, 'place'],
  [{ kind: 'argument', command: '+CSQ', was: 'x'.repeat(1025) }, 'was'],
  [{ kind: 'mqtt-broker', command: '+CMQTTCONNECT', place: '2', replace: ' ' }, 'replace'],
])('%o: the field %s is named', (change, field) => {
  expect(Object.keys(ruleFormErrors({ ...newRuleForm('text'), ...change }))).toEqual([field]);
});

test.each([
  ['AT+CSQ', '+CSQ'],
  [' +csq ', '+CSQ'],
  ['ATD', 'D'],
  ['AT&F', '&F'],
  ['&F', '&F'],
  ['ATTEST', 'ATTEST'],
])('%s is the command %s', (command, name) => {
  const form: RuleForm = { ...newRuleForm('argument'), command };
  expect(ruleFormErrors(form)).toEqual({});
  expect(rewriteRule.parse(ruleOf(form, 'rule-1', true)).match).toMatchObject({ command: name });
});

test('ids are new', () => {
  expect(newRuleId([])).toBe('rule-1');
  expect(newRuleId([{ id: 'rule-2' }, { id: 'hand-made' }])).toBe('rule-3');
});

test('a rule in words', () => {
  const broker: RewriteRule = ruleOf(newRuleForm('mqtt-broker', 'tcp://203.0.113.7:1883'), 'rule-1', true);
  expect(ruleWords(broker)).toEqual({ what: 'Broker address of AT+CMQTTCONNECT', becomes: 'tcp://203.0.113.7:1883' });
  expect(ruleWords(ruleOf(argument, 'rule-2', true)).what).toBe(
    "Argument 2 of +CSQ in the MCU's commands, when it is 99",
  );
  expect(ruleWords({ ...ruleOf(text, 'rule-3', true), replace: '' })).toEqual({
    what: "“vendor.example” in the modem's answers",
    becomes: '(nothing)',
  });
});

test.each([
  ['192.0.2.10', 1883, 'tcp://192.0.2.10:1883'],
  ['127.0.0.1', 1883, ''],
  ['0.0.0.0', 1883, ''],
  ['192.0.2.10', 0, ''],
])('a broker on %s:%i is offered as “%s”', (host, port, address) => {
  const listen = { host, port, wsPort: null };
  expect(benchBroker({ state: 'listening', listen })).toBe(address);
  expect(benchBroker({ state: 'stopped', listen })).toBe('');
});
