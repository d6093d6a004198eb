import { expect, test } from 'vitest';
import type { RewriteRule } from '../../../contract/rewriteRule.ts';
import { ruleHoldsSecret } from './ruleHoldsSecret.ts';

const rule = (command: string, index: number, replace: string, was = ''): RewriteRule => ({
  ...{ id: 'rule-1', enabled: true, direction: 'tx', replace },
  match: { by: 'argument', command, index, was },
});
const text = (from: string, replace: string): RewriteRule => ({
  ...{ id: 'rule-1', enabled: true, direction: 'tx', replace },
  match: { by: 'text', text: from },
});

test.each([
  [rule('+CMQTTCONNECT', 1, 'tcp://203.0.113.7:1883'), false],
  [rule('+CMQTTCONNECT', 5, 'hunter2'), true],
  [rule('+CMQTTCONNECT', 5, ''), false],
  [rule('+CMQTTCONNECT', 5, '', 'hunter2'), true],
  [rule('+CMQTTCONNECT', 1, 'tcp://bench:hunter2@203.0.113.7:1883'), true],
  [rule('+CPIN', 0, '1234'), true],
  [rule('+CGDCONT', 2, 'iot.operator.example'), false],
  [text('mqtt.vendor.example', '203.0.113.7'), false],
  [text('AT+CPIN=1234', 'AT+CPIN?'), true],
])('%o: %s', (given, is) => {
  expect(ruleHoldsSecret(given)).toBe(is);
});
