import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSequenceService, type SequenceService } from '#bench/sequence/createSequenceService.ts';
import type { SequenceRun, SequenceStep } from '#shared/contract/sequence.ts';
import { parseSequence } from '#shared/protocol/at/sequence/parseSequence.ts';
import { eventually } from '#test/e2e/support/eventually.ts';
import { createTestBench, type FarEnd } from './support/farEnd.ts';
import { type PlayedModem, playModem } from './support/playModem.ts';
import { createRealSerial } from './support/realSerial.ts';

let bench: Awaited<ReturnType<typeof createTestBench>>;
let serial: ReturnType<typeof createRealSerial>;
let far: FarEnd;
let modem: PlayedModem;
let sequences: SequenceService;
/** Every change of every run, in order. */
let changes: SequenceRun[];

beforeEach(async () => {
  bench = await createTestBench();
  far = await bench.farEnd();
  modem = playModem(far);
  serial = createRealSerial();
  changes = [];
  sequences = createSequenceService({
    ...{ clock: serial.clock, log: serial.log, send: serial.handlers['serial.send'] },
    isOpen: (link) => serial.state(link).state === 'open',
    onChange: (run) => changes.push(run),
  });
});
afterEach(async () => {
  sequences.close();
  await serial.service.close();
  await bench.close();
});

/** Starts what a user typed, or the given steps. */
async function run(link: number, typed: string | SequenceStep[]): Promise<number> {
  const steps = typeof typed === 'string' ? parseSequence(typed) : { ok: true as const, value: typed };
  if (!steps.ok) throw new Error(steps.error.message);
  const answer = await sequences.handlers['sequence.run']({ link, steps: [...steps.value] });
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value.run;
}
const last = (): SequenceRun | undefined => changes.at(-1);
const ended = (state: SequenceRun['state']) =>
  eventually(`the run to be ${state}`, () => last()?.state !== 'running').then(() => expect(last()?.state).toBe(state));
const atStep = (step: number) => eventually(`step ${step}`, () => last()?.step === step);
/** The text of the row a run ended at. */
const rowText = (link: number, seq: number | null | undefined): string =>
  Buffer.from(serial.rows(link).find((row) => row.seq === seq)?.bytes ?? [])
    .toString('latin1')
    .trim();

describe('a sequence on a real port', () => {
  it('publishes: each prompt is answered with exactly the declared bytes, then the outcome is awaited', async () => {
    const link = await serial.open({ path: far.path });
    await run(
      link,
      'AT+CMQTTTOPIC=0,1\n> plant/7/temp\nAT+CMQTTPAYLOAD=0,1\n> {"wo":"Küche"}\nAT+CMQTTPUB=0,1,60\nwait 60 +CMQTTPUB: 0,0',
    );
    await modem.hears('AT+CMQTTTOPIC=0,12\r');
    await modem.says('AT+CMQTTTOPIC=0,12\r\r\n+CREG: 1\r\n');
    await eventually('the report', () => serial.rows(link).some((row) => row.kind === 'urc'));
    expect(modem.unheard()).toBe('');
    await modem.says('\r\n>');
    await modem.hears('plant/7/temp');
    await modem.says('\r\nOK\r\n');
    // ü is two bytes in UTF-8.
    await modem.hears('AT+CMQTTPAYLOAD=0,15\r');
    await modem.says('\r\n> ');
    await modem.hears('{"wo":"K\xc3\xbcche"}');
    await modem.says('\r\nOK\r\n');
    await modem.hears('AT+CMQTTPUB=0,1,60\r');
    await modem.says('\r\nOK\r\n\r\n+CMQTTPUB: 0,0\r\n');
    await ended('done');
    expect(last()).toMatchObject({ step: 5, steps: 6, trouble: '' });
    expect(rowText(link, last()?.seq)).toBe('+CMQTTPUB: 0,0');
    expect(modem.unheard()).toBe('');
    expect(serial.rows(link).filter((row) => row.kind === 'payload')).toHaveLength(2);
  });

  it('waits for a line between other lines and reports, over a result that comes with it', async () => {
    const link = await serial.open({ path: far.path });
    await run(link, 'AT+CREG=1\nwait 60 +CREG: 5\nAT+COPS?');
    await modem.hears('AT+CREG=1\r');
    await modem.says('\r\nOK\r\n\r\n+CREG: 2\r\n\r\n+CGEV: ME PDN ACT 1\r\n');
    await atStep(1);
    expect(modem.unheard()).toBe('');
    await modem.says('\r\n+CREG: 5\r\n');
    await modem.hears('AT+COPS?\r');
    await modem.says('\r\n+COPS: 0,0,"Example Telecom",7\r\n\r\nOK\r\n');
    await ended('done');
  });

  it('ends data of unknown length with Ctrl-Z and escapes what would end it', async () => {
    const link = await serial.open({ path: far.path });
    await run(link, 'AT+CIPSEND=0,\n> a\x1ab');
    await modem.hears('AT+CIPSEND=0,\r');
    await modem.says('\r\n>');
    await modem.hears('a\x03\x1ab\x1a');
    await modem.says('\r\nOK\r\n');
    await ended('done');
  });

  it('stops at a refusal and names its row', async () => {
    const link = await serial.open({ path: far.path });
    await run(link, 'AT+CMQTTACCQ=0,"bench-01"\nAT+CMQTTREL=0');
    await modem.hears('AT+CMQTTACCQ=0,"bench-01"\r');
    await modem.says('\r\n+CMQTTACCQ: 0,19\r\n\r\nERROR\r\n');
    await ended('failed');
    expect(last()).toMatchObject({ step: 0 });
    expect(rowText(link, last()?.seq)).toBe('ERROR');
    expect(modem.unheard()).toBe('');
  });

  it('fails when the answer does not come in time, and the port is free for the next', async () => {
    const link = await serial.open({ path: far.path });
    const step = { send: 'line', text: 'AT+CPIN?', expect: { what: 'line', begins: '+CPIN: READY' } } as const;
    await run(link, [{ ...step, timeoutMs: 200 }]);
    await modem.hears('AT+CPIN?\r');
    await modem.says('AT+CPIN?\r');
    await ended('failed');
    expect(last()).toMatchObject({ seq: null, trouble: expect.stringContaining('0.2 s') });
    await modem.says('\r\n+CPIN: READY\r\n\r\nOK\r\n');
    await run(link, [{ ...step, timeoutMs: 60_000 }]);
    await modem.hears('AT+CPIN?\r');
    await modem.says('\r\n+CPIN: READY\r\n\r\nOK\r\n');
    await ended('done');
  });

  it('stops in the middle when the user says so: nothing more is sent', async () => {
    const link = await serial.open({ path: far.path });
    const first = await run(link, 'AT\nAT+CMQTTTOPIC=0,1\n> plant/7/temp\nAT+CMQTTPUB=0,1,60');
    await modem.hears('AT\r');
    await modem.says('\r\nOK\r\n');
    await modem.hears('AT+CMQTTTOPIC=0,12\r');
    await atStep(1);
    expect(sequences.handlers['sequence.cancel']({ run: first })).toEqual({ ok: true, value: {} });
    expect(last()).toMatchObject({ run: first, state: 'cancelled', step: 1 });
    await modem.says('\r\n>');
    await eventually('the prompt', () => serial.rows(link).at(-1)?.kind === 'prompt');
    await run(link, [{ send: 'hex', text: '1B', expect: { what: 'final', ok: false }, timeoutMs: 60_000 }]);
    // The ESC of the second run is the first that comes.
    await modem.hears('\x1b');
    await modem.says('\r\nERROR\r\n');
    await ended('done');
  });

  it.each([
    ['a result', 'AT+CMQTTSTART\nAT+CMQTTREL=0', 'AT+CMQTTSTART\r'],
    ['a prompt', 'AT+CMQTTTOPIC=0,1\n> plant/7/temp', 'AT+CMQTTTOPIC=0,12\r'],
  ])(
    'ends when the port is unplugged while %s is awaited, and sends nothing when it is back',
    async (_, typed, sent) => {
      const link = await serial.open({ path: far.path });
      await run(link, typed);
      await modem.hears(sent);
      await far.unplug();
      await ended('failed');
      expect(last()).toMatchObject({ step: 0, trouble: expect.stringContaining('the port went away') });
      expect(serial.rows(link).find(({ seq }) => seq === last()?.seq)?.kind).toBe('lost');
      await far.plug();
      const replugged = playModem(far);
      await eventually('the port to come back', () => serial.state(link).state === 'open');
      await run(link, 'AT');
      await replugged.hears('AT\r');
      await replugged.says('\r\nOK\r\n');
      await ended('done');
    },
  );

  it('waits for the boot of a modem whose port goes away with its restart', async () => {
    const link = await serial.open({ path: far.path });
    await run(link, 'AT+CRESET\nwait 60 +CPIN: READY\nAT+CSQ');
    await modem.hears('AT+CRESET\r');
    await modem.says('\r\nOK\r\n');
    await atStep(1);
    await far.unplug();
    await eventually('the loss', () => serial.state(link).state === 'lost');
    await far.plug();
    const booted = playModem(far);
    await eventually('the port to come back', () => serial.state(link).state === 'open');
    await booted.says('\r\nRDY\r\n\r\n+CPIN: READY\r\n');
    await booted.hears('AT+CSQ\r');
    await booted.says('\r\n+CSQ: 21,99\r\n\r\nOK\r\n');
    await ended('done');
  });

  it('ends when the user closes the port', async () => {
    const link = await serial.open({ path: far.path });
    await run(link, 'AT+CRESET\nwait 60 RDY');
    await modem.hears('AT+CRESET\r');
    await modem.says('\r\nOK\r\n');
    await atStep(1);
    await serial.handlers['serial.close']({ link });
    await ended('failed');
    expect(last()).toMatchObject({ step: 1, trouble: 'The port was closed.' });
  });

  it('ends at its next step when the port went away during a pause', async () => {
    const link = await serial.open({ path: far.path });
    await run(link, 'AT\npause 1\nAT+CSQ');
    await modem.hears('AT\r');
    await modem.says('\r\nOK\r\n');
    await atStep(1);
    await far.unplug();
    await ended('failed');
    expect(last()).toMatchObject({ step: 2, trouble: expect.stringContaining('went away') });
  });
});
