import { describe, expect, it } from 'vitest';
import { buildCapture } from '../../diagnosis/buildCapture.ts';
import { createDictionary } from '../../protocol/at/dictionary/dictionary.ts';
import { recordsToRows } from '../../protocol/at/recordsToRows.ts';
import { startModem } from '../modem.testkit.ts';
import { MODEM_PROFILE_NAMES, type ModemProfileName } from '../modemProfile.ts';
import { record, unread } from './tcpip/recording.testkit.ts';

const PDU = '0011000C919909010000810000A705C8329BFD06';

/** What is said, and how long is listened then; `incoming` is a short message of the network. */
type Step = readonly [said: string, ms?: number] | { readonly incoming: string };

const MESSAGES: readonly Step[] = [
  ['AT+CMGF=1\r'],
  { incoming: 'Pump 1 is off\r\nAT 12:00, OK?' },
  ['AT+CMGR=0\r'],
  ['AT+CSDH=1\r'],
  ['AT+CMGL="ALL"\r'],
  ['AT+CMGW="112"\r'],
  ['kept\r\n> OK\u001a'],
  ['AT+CMGS="112"\r'],
  ['Hello\u001a', 4000],
  ['AT+CMGS="112"\r'],
  ['never mind\u001b'],
  ['AT+CMSS=1\r', 4000],
  ['AT+CNMI=2,2,0,0,0\r'],
  { incoming: 'Pump 3 is on' },
  ['AT+CMGF=0\r'],
  { incoming: '日本' },
  ['AT+CMGL=4\r'],
  ['AT+CMGS=19\r'],
  [`${PDU}\u001a`, 4000],
  ['AT+CMGS=18\r'],
  [`${PDU}\u001a`, 4000],
  ['AT+CMGD=0,4\r'],
  ['AT+CUSD=1,"*100#"\r', 4000],
];
const FILES: readonly Step[] = [
  ['AT+CFTRANRX="c:/a.txt",14\r'],
  ['Hello\r\nOK\r\nAT\r'],
  ['AT+FSLS\r'],
  ['AT+FSATTRI=a.txt\r'],
  ['AT+FSCOPY=a.txt,b.txt\r'],
  ['AT+CFTRANTX="c:/a.txt"\r'],
  ['AT+FSDEL=*.*\r'],
];
const POSITION: Readonly<Record<ModemProfileName, readonly Step[]>> = {
  sim7600: [
    ['AT+CGPS=1\r', 40_000],
    ['AT+CGPS?\r'],
    ['AT+CGPSINFO=5\r', 12_000],
    ['AT+CGPSINFO\r'],
    ['AT+CGNSSINFO\r'],
    ['AT+CGPSINFO=0\r'],
    ['AT+CGPS=0\r', 5000],
    ['AT+CGPSHOT\r'],
  ],
  a76xx: [
    ['AT+CGNSSPWR=1\r', 40_000],
    ['AT+CGNSSPWR?\r'],
    ['AT+CGPSINFO=5\r', 12_000],
    ['AT+CGPSINFO\r'],
    ['AT+CGNSSINFO\r'],
    ['AT+CGPSINFO=0\r'],
    ['AT+CGPSCOLD\r'],
    ['AT+CGNSSPWR=0\r', 5000],
  ],
};

describe.each(MODEM_PROFILE_NAMES)('what the %s says is understood by the bench', (profile) => {
  const dictionary = createDictionary(profile);

  it.each([
    ['short messages', MESSAGES, 3],
    ['files', FILES, 0],
    ['positions', POSITION[profile], 3],
  ])('of %s', (_subject, steps, reports) => {
    const sim = startModem({ settings: { profile } });
    const { tx, wait, records } = record(sim);
    for (const step of steps) {
      if ('incoming' in step) {
        sim.modem.receiveMessage({ from: '+999010000018', text: step.incoming });
        wait(2000);
      } else {
        tx(step[0], step[1] ?? 500);
      }
    }
    expect(unread(records)).toEqual([]);
    const { transactions, serial } = buildCapture({
      ...{ rows: recordsToRows(records), links: [], timed: true, family: profile, brokerAddresses: [] },
    });
    expect(transactions).toHaveLength(steps.filter((step) => !('incoming' in step) && step[0].startsWith('AT')).length);
    for (const { command, entry, form, lines, result } of transactions) {
      expect(entry, command).not.toBeNull();
      expect(`${command} ${result.kind}`).toBe(`${command} ${command === 'AT+CMGS=18' ? 'cms' : 'ok'}`);
      for (const { text } of lines) {
        const fields = dictionary.decodeLine(text, { entry, form });
        expect(fields, `${command}: ${text}`).not.toBeNull();
        expect(
          fields?.filter(({ name }) => /^field \d+$/.test(name)),
          `${command}: ${text}`,
        ).toEqual([]);
      }
    }
    // The text of a message told whole is a report, too, without a name of its own.
    const urcs = serial.filter(({ row, text }) => row.kind === 'urc' && text.startsWith('+'));
    expect(urcs.filter(({ text }) => dictionary.urcOf(text) === undefined).map(({ text }) => text)).toEqual([]);
    expect(urcs.length).toBeGreaterThanOrEqual(reports);
  });
});
