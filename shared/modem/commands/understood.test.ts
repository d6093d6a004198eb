import { describe, expect, it } from 'vitest';
import { latin1Bytes, latin1Text } from '../../base/latin1.ts';
import { buildCapture } from '../../diagnosis/buildCapture.ts';
import { diagnose } from '../../diagnosis/diagnose.ts';
import type { Capture } from '../../diagnosis/types.ts';
import type { AtlogRecord } from '../../model/atlog.ts';
import { createDictionary } from '../../protocol/at/dictionary/dictionary.ts';
import { recordsToRows } from '../../protocol/at/recordsToRows.ts';
import { createFakeNetwork } from '../fakeNetwork.testkit.ts';
import { armFaults } from '../faults/armed.testkit.ts';
import { startModem } from '../modem.testkit.ts';
import { MODEM_PROFILE_NAMES, type ModemProfileName } from '../modemProfile.ts';
import { DEFAULT_MODEM_SETTINGS } from '../modemSettings.ts';

/** What the modem says to these commands, as the bench reads it; `boot` ms pass first. */
function capture(
  profile: ModemProfileName,
  commands: readonly string[],
  {
    faults: texts = [],
    pauseMs = 2000,
    boot = 20_000,
  }: { faults?: readonly string[]; pauseMs?: number; boot?: number } = {},
): Capture {
  const { clock, faults } = armFaults(...texts);
  const { modem, heard } = startModem({
    ...{ clock, faults, network: createFakeNetwork(clock), booted: false },
    settings: { ...DEFAULT_MODEM_SETTINGS, profile },
  });
  const records: AtlogRecord[] = [];
  const listen = (ms: number): void => {
    for (let left = ms; left > 0; left -= 5) {
      const text = heard(5);
      if (text !== '') records.push({ t: clock.now(), dir: 'rx', bytes: latin1Bytes(text) });
    }
  };
  listen(boot);
  for (const command of commands) {
    const bytes = latin1Bytes(`${command}\r`);
    records.push({ t: clock.now(), dir: 'tx', bytes });
    modem.receive(bytes);
    listen(pauseMs);
  }
  return buildCapture({ rows: recordsToRows(records), links: [], timed: true, family: profile, brokerAddresses: [] });
}

const QUESTIONS = [
  ...['AT', 'ATI', 'AT+CGMI', 'AT+CGMM', 'AT+CGMR', 'AT+CGSN', 'AT+SIMCOMATI', 'AT+GCAP', 'AT+SIMEI?'],
  ...[
    'AT+CPIN?',
    'AT+SPIC',
    'AT+CICCID',
    'AT+CIMI',
    'AT+CNUM',
    'AT+CSPN?',
    'AT+CLCK="SC",2',
    'AT+CRSM=176,28589,0,0,4',
  ],
  ...['AT+CSQ', 'AT+AUTOCSQ?', 'AT+CSQDELTA?', 'AT+CPSI?', 'AT+CREG?', 'AT+CGREG?', 'AT+CEREG?'],
  ...['AT+CREG=2', 'AT+CGREG=2', 'AT+CEREG=2', 'AT+CREG?', 'AT+CGREG?', 'AT+CEREG?'],
  ...['AT+COPS?', 'AT+CNMP?', 'AT+CNBP?', 'AT+CNSMOD=1', 'AT+CNSMOD?', 'AT+CEER'],
  ...['AT+CGDCONT?', 'AT+CGAUTH?', 'AT+CGATT?', 'AT+CGACT?', 'AT+CGPADDR', 'AT+CGPADDR=1', 'AT+CGEREP?'],
  ...['AT+CFUN?', 'AT+CBC', 'AT+CPMUTEMP', 'AT+CMTE?', 'AT+CVALARM?', 'AT+CPMVT?', 'AT+CUSBPIDSWITCH?'],
  ...['AT+IPR?', 'AT+IPREX?', 'AT+ICF?', 'AT+IFC?', 'AT+CATR?', 'AT+CSCLK?', 'AT+CFGRI?'],
  ...['AT+CMGF=1', 'AT+CMGF?', 'AT+CSCA?', 'AT+CPMS?', 'AT+CPMS="SM"', 'AT+CNMI?', 'AT+CSMP?', 'AT+CSMS?', 'AT+CSCB?'],
  ...['AT+CSMS=0', 'AT+CSDH=1', 'AT+CSDH?', 'AT+CMGL="ALL"', 'AT+CMGF=0', 'AT+CMGL=4'],
  ...['AT+CPBS?', 'AT+CPBR=1,9', 'AT+CPBF="B"', 'AT+CLIP?', 'AT+CRC?', 'AT+CUSD?', 'AT+CLCC?', 'AT+CGPSINFO?'],
  ...[
    'AT+CNTP="time.example",4',
    'AT+CNTP?',
    'AT+CHTPSERV="ADD","time.example",80,1',
    'AT+CHTPSERV?',
    'AT+CHTPUPDATE?',
  ],
  ...['AT+FSCD?', 'AT+FSLS?', 'AT+FSMEM', 'AT+FSLS'],
  ...['AT+CCLK?', 'AT+CTZU?', 'AT+CTZR?', 'AT+CPAS', 'AT+CMER?', 'AT+CSCS?', 'AT&V', 'AT+CMEE?'],
];
const ACTIONS = ['AT+CGEREP=2,1', 'AT+CTZR=1', 'AT+CFUN=0', 'AT+CFUN=1', 'AT+COPS=2', 'AT+COPS=0', 'AT+CGACT=0,1'];

/** Rows the framer could make nothing of. */
const unread = ({ rows }: Capture): readonly string[] =>
  rows.flatMap((row) =>
    row.lane === 'serial' && (row.kind === 'garbage' || row.kind === 'text') ? [latin1Text(row.bytes)] : [],
  );

describe.each(MODEM_PROFILE_NAMES)('what the %s says is understood by the bench', (profile) => {
  const dictionary = createDictionary(profile);

  it('when asked', () => {
    const seen = capture(profile, QUESTIONS);
    expect(unread(seen)).toEqual([]);
    expect(seen.transactions).toHaveLength(QUESTIONS.length);
    for (const { command, result, entry, form, lines } of seen.transactions) {
      expect(`${command} ${result.kind}`).toBe(`${command} ok`);
      expect(entry, command).not.toBeNull();
      for (const { text } of lines) {
        const fields = dictionary.decodeLine(text, { entry, form });
        expect(fields, `${command}: ${text}`).not.toBeNull();
        const nameless = fields?.filter(({ name }) => /^field \d+$/.test(name));
        expect(nameless, `${command}: ${text}`).toEqual([]);
      }
    }
  });

  it('when it does something', () => {
    const seen = capture(profile, [...ACTIONS, 'AT+CRESET', 'AT'], { pauseMs: 12_000 });
    expect(unread(seen)).toEqual([]);
    expect(seen.transactions.map(({ result }) => result.kind)).toEqual(Array(ACTIONS.length + 2).fill('ok'));
    for (const { row, text } of seen.serial.filter(({ row: { kind } }) => kind === 'urc'))
      expect(dictionary.urcOf(text), `${row.seq}: ${text}`).toBeDefined();
    expect(seen.urcs.length).toBeGreaterThan(15);
    expect(diagnose(seen).findings).toEqual([]);
  });

  it.each([
    ['sim-absent', ['AT+CPIN?'], 'sim.not-inserted'],
    ['sim-pin', ['AT+CPIN?'], 'sim.locked'],
    ['sim-puk', ['AT+CPIN?'], 'sim.locked'],
    ['sim-busy', ['AT+CPIN?', 'AT+CPIN?', 'AT+CIMI'], 'sim.busy-or-failure'],
    ['sim-failure', ['AT+CPIN?', 'AT+CPIN?', 'AT+CIMI'], 'sim.busy-or-failure'],
    ['sim-late=38', ['AT+CPIN?', 'AT+CIMI', 'AT+CPIN?', 'AT+CIMI', 'AT+CPIN?'], 'sim.busy-or-failure'],
    ['radio-off', ['AT+CFUN?', 'AT+CEREG?', 'AT+CGACT=1,1'], 'radio.off'],
    [
      'weak-signal',
      ['AT+CSQ', 'AT+CIPTIMEOUT=4000,4000,4000', 'AT+NETOPEN', 'AT+CIPOPEN=0,"TCP","192.0.2.1",1883', 'AT+CPSI?'],
      'radio.weak-signal',
    ],
    ['reg-off', ['AT+CEREG?'], 'registration.searching'],
    ['reg-searching', ['AT+CEREG?', 'AT+CEREG?'], 'registration.searching'],
    ['reg-denied', ['AT+CEREG?'], 'registration.denied'],
    ['reg-sms-only', ['AT+CEREG?'], 'registration.sms-only'],
    ['deregistered', ['AT+CEREG?', 'AT+COPS?'], 'registration.deregistered-by-command'],
    ['wrong-apn', ['AT+CEREG?', 'AT+CGACT=1,1'], 'pdp.failed'],
    ['no-apn', ['AT+CEREG?', 'AT+CGDCONT?', 'AT+CGACT=1,1'], 'pdp.no-apn'],
    ['under-voltage', ['AT+CBC'], 'power.under-voltage'],
    ['brownout-on-transmit@1', ['AT+NETOPEN', 'AT+CIPOPEN=0,"TCP","192.0.2.1",1883', 'AT', 'AT'], 'power.brownout'],
    ['restart@24s', ['AT', 'AT', 'AT'], 'power.unplanned-restart'],
  ])('%s is found', (fault, commands, rule) => {
    const seen = capture(profile, ['AT', ...commands], {
      faults: [fault],
      pauseMs: 5000,
    });
    expect(diagnose(seen).findings.map((finding) => finding.rule)).toContain(rule);
    expect(unread(seen)).toEqual([]);
  });

  it('brownout-on-register is found', () => {
    const seen = capture(profile, ['AT+CREG=1;+CEREG=1', 'AT+CEREG?', 'AT+CEREG?'], {
      faults: ['brownout-on-register@1'],
      boot: 2700,
    });
    expect(diagnose(seen).findings.map(({ rule }) => rule)).toContain('power.brownout');
  });
});
