import { expect, test } from 'vitest';
import { rewrittenFrom, rewrittenText } from './rewrittenText.ts';

test.each(['AT+CMQTTCONNECT=0,"tcp://mqtt.vendor.example:1883",60,1', 'rewritten from x', ''])(
  '%s, there and back',
  (line) => {
    expect(rewrittenFrom(rewrittenText(line))).toBe(line);
  },
);

test.each(['', 'injected: sent by the bench, not by the MCU', 'not rewritten: the line came in pieces'])(
  '%s: no such row',
  (text) => {
    expect(rewrittenFrom(text)).toBeNull();
  },
);
