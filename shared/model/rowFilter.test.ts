import { describe, expect, it } from 'vitest';
import { type RowFilter, rowFilter } from '../contract/log.ts';
import type { LinkInfo } from './link.ts';
import type { NewRow } from './row.ts';
import { compileRowFilter } from './rowFilter.ts';
import { chunkOf, latin1, mqttRow, noteRow, serialRow } from './rows.testkit.ts';

const link = (id: number, lane: LinkInfo['lane'], role: LinkInfo['role']): LinkInfo => ({
  id,
  lane,
  role,
  name: `#${id}`,
  address: '',
  clientId: '',
  level: 0,
  openedAt: 0,
  closedAt: null,
});
const MODEM = 1;
const DEVICE = 2;
const CONSOLE = 3;
const MCU = 4;
const FORGOTTEN = 9;
const links = new Map([
  [MODEM, link(MODEM, 'serial', 'modem')],
  [DEVICE, link(DEVICE, 'mqtt', 'device')],
  [CONSOLE, link(CONSOLE, 'mqtt', 'console')],
  [MCU, link(MCU, 'serial', 'mcu-console')],
]);

const publish = (topic: string, payload = '', change: Parameters<typeof mqttRow>[1] = {}): NewRow => {
  const body = [0, topic.length, ...latin1(topic + payload)];
  return mqttRow([0x30, body.length, ...body], { link: DEVICE, ...change });
};
const rows = {
  command: serialRow('AT+CSQ\r', { dir: 'tx', kind: 'command', link: MODEM }),
  info: serialRow('\r\n+CSQ: 21,99\r\n', { kind: 'info', link: MODEM }),
  mcuText: serialRow('boot 1.2\r\n', { kind: 'text', link: MCU }),
  open: mqttRow([], { kind: 'open', dir: 'none', link: DEVICE, text: '127.0.0.1:40001' }),
  publish: publish('plant/7/temp', '21.5'),
  consolePublish: publish('plant/7/set', 'on', { link: CONSOLE }),
  pingresp: mqttRow([0xd0, 0], { dir: 'tx', link: DEVICE }),
  subscribe: mqttRow([0x82, 12, 0, 1, 0, 7, ...latin1('plant/#'), 0], { link: CONSOLE }),
  part2: mqttRow([0x30, 1, 2], { link: DEVICE, text: 'part 2 of 3' }),
  malformed: mqttRow([0x00, 1], { kind: 'malformed', link: DEVICE, text: 'not MQTT' }),
  benchInfo: noteRow('bench started'),
  mark: noteRow('antenna off', { kind: 'mark' }),
  benchGap: noteRow('5 rows dropped', { kind: 'gap' }),
  modemLost: noteRow('port gone', { kind: 'lost', link: MODEM }),
  deviceNote: noteRow('kicked', { kind: 'warning', link: DEVICE }),
  forgotten: noteRow('closed', { kind: 'close', link: FORGOTTEN }),
} as const satisfies Record<string, NewRow>;

type Name = keyof typeof rows;
const names = Object.keys(rows) as Name[];
const chunk = chunkOf(Object.values(rows));
const passing = (filter: RowFilter): Name[] => {
  const test = compileRowFilter(rowFilter.parse(filter), (id) => links.get(id));
  return names.filter((_, i) => test(chunk, i));
};

const SERIAL: RowFilter = { lanes: ['serial'], notes: false };
const MQTT: RowFilter = { lanes: ['mqtt'], notes: false };
const BOTH: RowFilter = { lanes: ['serial', 'mqtt'], notes: true };

describe('compileRowFilter lets pass', () => {
  it.each<[string, RowFilter, readonly Name[]]>([
    ['all of all lanes', BOTH, names],
    ['nothing of no lane', { lanes: [], notes: false }, []],
    ['one lane', SERIAL, ['command', 'info', 'mcuText']],
    [
      'the notes of one lane, the bench, and links it no longer knows',
      { lanes: ['serial'], notes: true },
      ['command', 'info', 'mcuText', 'benchInfo', 'mark', 'benchGap', 'modemLost', 'forgotten'],
    ],
    ['only notes about the bench', { lanes: [], notes: true }, ['benchInfo', 'mark', 'benchGap', 'forgotten']],
    ['one link', { ...SERIAL, links: [MODEM] }, ['command', 'info']],
    [
      'one link, its notes and what bears on all links',
      { ...BOTH, links: [MODEM] },
      ['command', 'info', 'mark', 'benchGap', 'modemLost'],
    ],
    ['a link of another lane not at all', { ...SERIAL, links: [DEVICE] }, []],
    ['no link at all', { ...BOTH, links: [] }, ['mark', 'benchGap']],
    ['one role', { ...MQTT, roles: ['console'] }, ['consolePublish', 'subscribe']],
    ['one role and its notes', { ...BOTH, roles: ['modem'] }, ['command', 'info', 'mark', 'benchGap', 'modemLost']],
    ['a link only in its role', { ...MQTT, roles: ['console'], links: [DEVICE] }, []],
    ['one direction', { ...BOTH, dirs: ['tx'] }, ['command', 'pingresp']],
    ['two directions, without rows that have none', { ...MQTT, dirs: ['rx', 'tx'] }, names.slice(4, 10)],
    ['kinds of any lane', { ...BOTH, kinds: ['info', 'open'] }, ['info', 'open', 'benchInfo']],
    ['nothing of a kind there is not', { ...BOTH, kinds: ['nonsense'] }, []],
    ['packets by type', { ...BOTH, packetTypes: [3] }, ['publish', 'consolePublish']],
    ['packets by types', { ...BOTH, packetTypes: [8, 13] }, ['pingresp', 'subscribe']],
    ['nothing by no type', { ...BOTH, packetTypes: [] }, []],
    ['packets by topic', { ...BOTH, topic: 'plant/+/temp' }, ['publish']],
    [
      'packets by topic, subscriptions among them',
      { ...BOTH, topic: 'plant/#' },
      ['publish', 'consolePublish', 'subscribe'],
    ],
    ['nothing by an empty topic', { ...BOTH, topic: '' }, []],
    ['type and topic', { ...BOTH, topic: '#', packetTypes: [8] }, ['subscribe']],
    ['bytes by text', { ...BOTH, text: 'csq' }, ['command', 'info']],
    ['texts by text', { ...BOTH, text: 'PORT gone' }, ['modemLost']],
    ['all but one text', { ...SERIAL, text: '-csq' }, ['mcuText']],
    ['all by an empty text', { ...SERIAL, text: '  ' }, ['command', 'info', 'mcuText']],
    ['what matches every part', { ...BOTH, links: [MODEM], dirs: ['rx'], kinds: ['info'], text: '21' }, ['info']],
  ])('%s', (_name, filter, expected) => {
    expect(passing(filter)).toEqual(expected);
  });

  it('no packet without bytes by the bytes of the next row', () => {
    const empty = chunkOf([mqttRow([]), rows.publish]);
    for (const filter of [
      { ...MQTT, packetTypes: [3] },
      { ...MQTT, topic: '#' },
    ]) {
      const test = compileRowFilter(filter, () => undefined);
      expect([test(empty, 0), test(empty, 1)]).toEqual([false, true]);
    }
  });

  it('the rows of a link by the role it has when they are looked at', () => {
    const known = new Map<number, LinkInfo>();
    const test = compileRowFilter({ ...SERIAL, roles: ['modem'] }, (id) => known.get(id));
    expect(test(chunk, 0)).toBe(false);
    known.set(MODEM, link(MODEM, 'serial', 'modem'));
    expect(test(chunk, 0)).toBe(true);
  });
});
