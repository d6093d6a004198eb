import { expect, test } from 'vitest';
import type { Finding, FindingSeverity, Layer } from './types.ts';
import { chooseVerdict } from './verdict.ts';

const RULES = [
  { id: 'power.brownout' },
  { id: 'sim.not-inserted' },
  { id: 'socket.closed-by-peer', effectOf: ['mqtt.refused-credentials'] },
  { id: 'tcp.private-address' },
  { id: 'tcp.connect-failed' },
  { id: 'mqtt.refused-credentials' },
  { id: 'mqtt.broker-hung-up' },
  { id: 'mqtt.connection-lost', effectOf: ['mqtt.broker-hung-up'] },
];

const finding = (rule: string, layer: Layer, seconds: number, severity: FindingSeverity = 'fault'): Finding => ({
  rule,
  layer,
  severity,
  rows: [1],
  t: seconds * 1e6,
  title: rule,
  detail: '',
  advice: `mend ${rule}`,
  evidence: [],
});

test.each([
  {
    name: 'the lowest layer explains what is above, whenever it came',
    findings: [finding('tcp.connect-failed', 'tcp', 1), finding('sim.not-inserted', 'sim', 2)],
    rule: 'sim.not-inserted',
    consequences: ['tcp.connect-failed'],
  },
  {
    name: 'on one layer the cause goes before the symptom',
    findings: [finding('tcp.connect-failed', 'tcp', 1), finding('tcp.private-address', 'tcp', 1)],
    rule: 'tcp.private-address',
    consequences: ['tcp.connect-failed'],
  },
  {
    name: 'an effect on a lower layer is a consequence of its cause',
    findings: [finding('mqtt.refused-credentials', 'mqtt-connect', 3), finding('socket.closed-by-peer', 'socket', 3.2)],
    rule: 'mqtt.refused-credentials',
    consequences: ['socket.closed-by-peer'],
  },
  {
    name: 'but not when it came first',
    findings: [finding('socket.closed-by-peer', 'socket', 1), finding('mqtt.refused-credentials', 'mqtt-connect', 3)],
    rule: 'socket.closed-by-peer',
    consequences: ['mqtt.refused-credentials'],
  },
  {
    name: 'nor when it came much later',
    findings: [finding('mqtt.refused-credentials', 'mqtt-connect', 3), finding('socket.closed-by-peer', 'socket', 300)],
    rule: 'socket.closed-by-peer',
    consequences: ['mqtt.refused-credentials'],
  },
  {
    name: 'warnings and notes are no verdict',
    findings: [finding('power.brownout', 'power', 1, 'warning'), finding('tcp.connect-failed', 'tcp', 2)],
    rule: 'tcp.connect-failed',
    consequences: [],
  },
])('$name', ({ findings, rule, consequences }) => {
  const result = chooseVerdict(findings, RULES, 'at');
  expect(result.verdict.rule).toBe(rule);
  expect(result.verdict.advice).toBe(`mend ${rule}`);
  expect(result.findings.filter((entry) => entry.consequenceOf !== undefined).map((entry) => entry.rule)).toEqual(
    consequences,
  );
});

test('without a fault the verdict is ok, with the highest layer seen working', () => {
  const warning = finding('power.brownout', 'power', 1, 'warning');
  const result = chooseVerdict([warning], RULES, 'mqtt-session');
  expect(result.verdict).toMatchObject({ rule: 'ok', layer: 'mqtt-session', finding: null });
  expect(result.findings).toEqual([warning]);
});
