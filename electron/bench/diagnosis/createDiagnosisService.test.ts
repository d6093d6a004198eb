import { expect, test } from 'vitest';
import { createCaptureLog } from '#bench/capture/createCaptureLog.ts';
import type { DiagnosisState } from '#shared/contract/diagnosis.ts';
import type { ModemState, SignalSample } from '#shared/contract/modem.ts';
import { createAtFramer } from '#shared/protocol/at/createAtFramer.ts';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { createDiagnosisService } from './createDiagnosisService.ts';

function setUp() {
  const clock = createFakeClock();
  const log = createCaptureLog({ clock, limits: { tailBytes: 8_388_608 }, defer: (callback) => callback() });
  const diagnoses: (DiagnosisState | null)[] = [];
  const modems: (readonly ModemState[])[] = [];
  const samples: SignalSample[] = [];
  const service = createDiagnosisService({
    clock,
    log,
    brokerAddresses: () => ['127.0.0.1:1883'],
    onDiagnosis: (diagnosis) => diagnoses.push(diagnosis),
    onModems: (states) => modems.push(states),
    onSignal: (added) => samples.push(...added),
  });
  const link = log.openLink({ lane: 'serial', role: 'modem', address: '/dev/ttyUSB2' });
  const framer = createAtFramer();
  const say = (dir: 'tx' | 'rx', text: string): void => {
    clock.advance(10);
    for (const row of framer.feed(dir, clock.now(), new TextEncoder().encode(text))) {
      log.append({ ...row, lane: 'serial', link, text: '' });
    }
  };
  return { clock, log, service, say, diagnoses, modems, samples };
}

test('nothing is judged before the first serial row', () => {
  const { clock, log, diagnoses } = setUp();
  log.note('info', 'hello');
  clock.advance(5000);
  expect(diagnoses).toEqual([]);
});

test('a missing SIM becomes the verdict, and is gone when the board is judged anew', async () => {
  const { clock, service, say, diagnoses } = setUp();
  say('tx', 'AT\r');
  say('rx', 'AT\r\r\nOK\r\n');
  say('tx', 'AT+CPIN?\r');
  say('rx', 'AT+CPIN?\r\r\n+CME ERROR: SIM not inserted\r\n');
  clock.advance(2000);
  expect(diagnoses.at(-1)?.verdict.rule).toBe('sim.not-inserted');
  expect(diagnoses.at(-1)?.findings[0]?.rows.length).toBeGreaterThan(0);
  await service.handlers['diagnosis.restart']({});
  clock.advance(2000);
  expect(diagnoses.at(-1)).toBeNull();
});

test('what was before the port was opened anew explains nothing after it', () => {
  const { clock, log, say, diagnoses } = setUp();
  say('tx', 'AT\r');
  say('rx', 'AT\r\r\nOK\r\n');
  say('rx', '\r\n+CEREG: 1\r\n');
  log.note('recovered', 'Back.', 1);
  say('rx', '\r\nRDY\r\n');
  clock.advance(2000);
  expect(diagnoses.at(-1)?.findings.map(({ rule }) => rule)).toEqual([]);
});

test('what does not change the judgement is no event', () => {
  const { clock, log, say, diagnoses } = setUp();
  say('tx', 'AT\r');
  say('rx', '\r\nOK\r\n');
  clock.advance(2000);
  const before = diagnoses.length;
  for (let i = 0; i < 20; i += 1) {
    log.note('info', `note ${i}`);
    clock.advance(1000);
  }
  expect(before).toBeGreaterThan(0);
  expect(diagnoses.length).toBe(before);
});

test('the modem strip and the signal are told', async () => {
  const { clock, service, say, modems, samples } = setUp();
  say('rx', '\r\n+CPIN: READY\r\n\r\n+CSQ: 21,99\r\n');
  clock.advance(1000);
  expect(modems.at(-1)).toMatchObject([{ sim: 'ready', rssi: -71 }]);
  expect(samples).toMatchObject([{ rssi: -71 }]);
  expect(await service.handlers['modem.get']({})).toMatchObject({
    ok: true,
    value: { modems: [{ sim: 'ready' }], signal: [{ rssi: -71 }] },
  });
});

test('after the close it does nothing more', () => {
  const { clock, service, say, diagnoses } = setUp();
  service.close();
  say('rx', '\r\n+CPIN: READY\r\n');
  clock.advance(5000);
  expect(diagnoses).toEqual([]);
});
