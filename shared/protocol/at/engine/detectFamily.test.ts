import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { records } from '../framer.testkit.ts';
import { recordsToRows } from '../recordsToRows.ts';
import { type DetectedFamily, detectFamily } from './detectFamily.ts';
import { rowText } from './rowLine.ts';

const detect = (log: string): DetectedFamily => {
  const rows = recordsToRows(records(log.replace(/^\s+/gm, '')));
  return detectFamily(rows.map((row) => ({ seq: row.seq, row, text: rowText(row.bytes) })));
};

const cases: readonly (readonly [name: string, log: string, family: string, sure: boolean])[] = [
  [
    'ATI of a SIM7600',
    String.raw`0 TX ATI\r
               0.1 RX \r\nManufacturer: SIMCOM INCORPORATED\r\nModel: SIMCOM_SIM7600E-H\r\nRevision: SIM7600M22_V2.0\r\n\r\nOK\r\n`,
    'sim7600',
    true,
  ],
  [
    'CGMR of a SIM7500',
    String.raw`0 TX AT+CGMR\r
               0.1 RX \r\n+CGMR: LE20B04SIM7500E\r\n\r\nOK\r\n`,
    'sim7600',
    true,
  ],
  [
    'CGMM of an A7670',
    String.raw`0 TX AT+CGMM\r
               0.1 RX \r\nA7670E-FASE\r\n\r\nOK\r\n`,
    'a76xx',
    true,
  ],
  [
    'ATI of an A7608, whose START answers in the other order',
    String.raw`0 TX ATI\r
               0.1 RX \r\nManufacturer: INCORPORATED\r\nModel: A7608SA-H\r\n\r\nOK\r\n
               1.0 TX AT+CMQTTSTART\r
               1.1 RX \r\n+CMQTTSTART: 0\r\n\r\nOK\r\n`,
    'a76xx',
    true,
  ],
  [
    'SIMCOMATI of a SIM7670G',
    String.raw`0 TX AT+SIMCOMATI\r
               0.1 RX \r\nModel: SIM7670G-MNGV\r\nRevision: 2374B05SIM767XM5A_M\r\n\r\nOK\r\n`,
    'a76xx',
    true,
  ],
  ['the banner of an A76xx', String.raw`0 RX \r\n*ATREADY: 1\r\n`, 'a76xx', true],
  ['the banner of a SIM767x', String.raw`0 RX \r\nQCRDY\r\n`, 'a76xx', true],
  ['RDY, which others say too', String.raw`0 RX \r\nRDY\r\n`, 'sim7600', false],
  [
    'the order of START on SIM7600 firmware',
    String.raw`0 TX AT+CMQTTSTART\r
               0.1 RX \r\n+CMQTTSTART: 0\r\n\r\nOK\r\n`,
    'sim7600',
    true,
  ],
  [
    'and on A76xx firmware',
    String.raw`0 TX AT+CMQTTSTART\r
               0.1 RX \r\nOK\r\n\r\n+CMQTTSTART: 0\r\n`,
    'a76xx',
    true,
  ],
  [
    'a SIM7600 connects: nothing that others do not',
    String.raw`0 TX AT+NETOPEN\r
               0.1 RX \r\nOK\r\n\r\n+NETOPEN: 0\r\n`,
    'sim7600',
    false,
  ],
  [
    'GMR of ESP-AT',
    String.raw`0 TX AT+GMR\r\n
               0.1 RX AT version:2.2.0.0(s-b097cdf - ESP8266)\r\nSDK version:v3.4\r\n\r\nOK\r\n`,
    'esp-at',
    true,
  ],
  ['messages of ESP-AT', String.raw`0 RX ready\r\nWIFI CONNECTED\r\nWIFI GOT IP\r\n`, 'esp-at', true],
  [
    'commands of ESP-AT, accepted',
    String.raw`0 TX AT+MQTTUSERCFG=0,1,"c","u","p",0,0,""\r\n
               0.1 RX \r\nOK\r\n`,
    'esp-at',
    true,
  ],
  [
    'commands of ESP-AT, refused by another modem',
    String.raw`0 TX AT+CWJAP="net","pw"\r\n
               0.1 RX \r\nERROR\r\n`,
    'sim7600',
    false,
  ],
  ['events of RUI3', String.raw`0 RX +EVT:RX_1:-28:8:UNICAST:2:00000710\r\n`, 'rak3172', true],
  [
    'commands of RUI3',
    String.raw`0 TX AT+NJM=1\r\n
               0.1 RX OK\r\n
               1.0 TX AT+JOIN=1:0:8:10\r\n
               1.1 RX OK\r\n
               9.0 RX +EVT:JOINED\r\n`,
    'rak3172',
    true,
  ],
  [
    'results of the STM32WL AT slave',
    String.raw`0 TX AT+SEND=2:0:AB\r\n
               0.1 RX \r\nAT_DUTYCYCLE_RESTRICTED\r\n`,
    'stm32wl',
    true,
  ],
  ['nothing at all', '', 'sim7600', false],
];

describe('detectFamily', () => {
  it.each(cases)('%s', (_, log, family, sure) => {
    expect(detect(log)).toMatchObject({ family, sure });
  });

  it('names the row that says it most clearly', () => {
    const log = String.raw`0 RX \r\nRDY\r\n
                           1 TX ATI\r
                           1.1 RX \r\nModel: SIMCOM_SIM7600E\r\n\r\nOK\r\n`;
    expect(detect(log).evidence).toBe(3);
    expect(detect('').evidence).toBeNull();
  });

  it('agrees with the heads of the captures wherever it is sure', () => {
    const folder = new URL('../../../../test/fixtures/captures/', import.meta.url);
    const names = readdirSync(folder).filter((name) => name.endsWith('.atlog'));
    const heads = names.map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));
    const wrong = heads.flatMap(({ name, text }) => {
      const { family, sure } = detect(text);
      const head = /^# family: (\S+)/m.exec(text)?.[1];
      return sure && family !== head ? [`${name} is ${head}, not ${family}`] : [];
    });
    expect(wrong).toEqual([]);
    expect(heads.some(({ text }) => detect(text).sure)).toBe(true);
  });
});
