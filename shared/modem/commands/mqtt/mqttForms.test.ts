import { describe, expect, it } from 'vitest';
import { createDictionary } from '../../../protocol/at/dictionary/dictionary.ts';
import { MODEM_PROFILE_NAMES } from '../../modemProfile.ts';
import { record, unread } from '../tcpip/recording.testkit.ts';
import { startMqttModem } from './mqttModem.testkit.ts';

const FAMILIES = /^\+(?:CMQTT|CSSLCFG|CCERT)/;

describe.each(MODEM_PROFILE_NAMES)('the forms of the MQTT and certificate commands of the %s', (profile) => {
  const entries = createDictionary(profile).commands.filter(({ name }) => FAMILIES.test(name));

  it.each(
    entries.flatMap(({ name, forms }) => [
      ...(forms.some(({ form }) => form === 'test') ? [`AT${name}=?`] : []),
      ...(forms.some(({ form }) => form === 'read') ? [`AT${name}?`] : []),
    ]),
  )('%s is answered, and read', (command) => {
    const modem = startMqttModem({ profile });
    const { tx, records } = record(modem);
    expect(tx(`${command}\r`)).toMatch(/\r\nOK\r\n$/);
    expect(unread(records)).toEqual([]);
  });

  it('write forms without parameters and executes of what has none are refused', () => {
    const { at } = startMqttModem({ profile });
    for (const { name, forms } of entries) {
      if (!forms.some(({ form }) => form === 'execute'))
        expect([name, at(`AT${name}`)]).toEqual([name, '\r\nERROR\r\n']);
      expect([name, at(`AT${name}=`)]).toEqual([name, '\r\nERROR\r\n']);
    }
  });
});
