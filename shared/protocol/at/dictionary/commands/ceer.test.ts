import { expect, test } from 'vitest';
import { createDictionary } from '../dictionary.ts';
import { readLine } from '../lines.testkit.ts';

const dictionary = createDictionary('sim7600');

test.each([
  ['+CEER: Missing or unknown APN', 'last failure: Missing or unknown APN: AT+CGDCONT has no APN or a misspelt one'],
  [
    '+CEER:Requested service option not subscribed',
    'last failure: Requested service option not subscribed: the APN or data is not in this plan',
  ],
  [
    '+CEER: 33,Requested service option not subscribed',
    'last failure: 33,Requested service option not subscribed: the APN or data is not in this plan',
  ],
  [
    '+CEER: PLMN not allowed',
    'last failure: PLMN not allowed: no roaming agreement; the network goes on the forbidden list of the SIM',
  ],
  ['+CEER: Client ended call', 'last failure: Client ended call'],
  ['+CEER:', 'last failure: '],
  ['+CEER: \u00ff', 'last failure: \u00ff'],
])('%s (V3.00 5.2.8)', (line, sentence) => {
  expect(readLine(dictionary, 'AT+CEER', line).sentence).toBe(sentence);
});
