import { describe, expect, it } from 'vitest';
import { createCaptureLog } from '#bench/capture/createCaptureLog.ts';
import { err, ok } from '#shared/base/result.ts';
import type { Expectation, SequenceRun, SequenceStep } from '#shared/contract/sequence.ts';
import type { SerialSendInput } from '#shared/contract/serial.ts';
import { createAtFramer } from '#shared/protocol/at/createAtFramer.ts';
import { guidedPrompt } from '#shared/protocol/at/sequence/guidedPrompt.ts';
import { createFakeClock, settle } from '#test/fakes/fakeClock.ts';
import { createSequenceService } from './createSequenceService.ts';

const OK: Expectation = { what: 'final', ok: true };
const step = (text: string, wanted: Expectation = OK, timeoutMs = 5000): SequenceStep => ({
  send: 'line',
  text,
  expect: wanted,
  timeoutMs,
});
const wait = (wanted: Expectation, timeoutMs = 5000): SequenceStep => ({
  ...step('', wanted, timeoutMs),
  send: 'wait',
});

/** A modem that answers each line or data by the table, at once or, without an entry, not at all. */
function setUp(answers: Readonly<Record<string, string>> = {}) {
  const clock = createFakeClock();
  const log = createCaptureLog({ clock, limits: { tailBytes: 8_388_608 } });
  const framer = createAtFramer();
  const link = log.openLink({ lane: 'serial', role: 'modem', address: '/dev/ttyUSB2', name: 'ttyUSB2' });
  const sent: string[] = [];
  const changes: SequenceRun[] = [];
  let broken = false;
  let away = false;

  const say = (dir: 'tx' | 'rx', text: string): void => {
    for (const row of framer.feed(dir, clock.now(), new TextEncoder().encode(text))) {
      log.append({ ...row, lane: 'serial', link, text: '' });
    }
  };
  const service = createSequenceService({
    clock,
    log,
    onChange: (run) => changes.push(run),
    isOpen: () => !away,
    send: async ({ form, data }: SerialSendInput) => {
      if (broken) return err('failed', 'The port went away.');
      sent.push(`${form} ${data}`);
      say('tx', form === 'line' ? `${data}\r` : data);
      clock.advance(1);
      say('rx', answers[data] ?? '');
      return ok({ bytes: data.length });
    },
  });
  return {
    ...{ clock, log, link, say, service, sent, changes },
    breakPort: () => {
      broken = true;
    },
    losePort: () => {
      away = true;
      log.note('lost', '/dev/ttyUSB2 is gone.', link);
    },
    run: (...steps: SequenceStep[]) => service.handlers['sequence.run']({ link, steps }),
    last: () => changes.at(-1),
  };
}

describe('a sequence', () => {
  it('sends each step after what the one before waited for', async () => {
    const { clock, run, sent, last, say } = setUp({ AT: '\r\nOK\r\n', 'AT+NETOPEN': '\r\nOK\r\n' });
    expect(
      run(step('AT'), step('AT+NETOPEN'), wait({ what: 'line', begins: '+NETOPEN: 0' }), step('AT+IPADDR')),
    ).toEqual({ ok: true, value: { run: 1 } });
    await clock.run(1000);
    expect(sent).toEqual(['line AT', 'line AT+NETOPEN']);
    expect(last()).toMatchObject({ run: 1, state: 'running', step: 2, steps: 4 });
    say('rx', '\r\n+NETOPEN: 0\r\n');
    await clock.run(100);
    say('rx', '\r\n+IPADDR: 10.0.0.2\r\n\r\nOK\r\n');
    await clock.run(100);
    expect(sent.at(-1)).toBe('line AT+IPADDR');
    expect(last()).toMatchObject({ state: 'done', step: 3, trouble: '' });
  });

  it('finds a line that came in one piece with the result before it', async () => {
    const { clock, run, last } = setUp({ 'AT+NETOPEN': '\r\nOK\r\n\r\n+NETOPEN: 0\r\n' });
    run(step('AT+NETOPEN'), wait({ what: 'line', begins: '+NETOPEN: 0' }));
    await clock.run(100);
    expect(last()?.state).toBe('done');
  });

  it('takes nothing that was said before for an answer', async () => {
    const { clock, run, last, say } = setUp();
    say('rx', '\r\n+CPIN: READY\r\n');
    run(step('AT+CFUN=1', { what: 'line', begins: '+CPIN: READY' }));
    await clock.run(1000);
    expect(last()?.state).toBe('running');
  });

  it('waits for the prompt and sends exactly the declared bytes', async () => {
    const guided = guidedPrompt('AT+CMQTTTOPIC=0,0', 'bench/t1');
    const { clock, run, sent, last } = setUp({ 'AT+CMQTTTOPIC=0,8': '\r\n>', 'bench/t1': '\r\nOK\r\n' });
    run(...(guided.ok ? guided.value : []));
    await clock.run(100);
    expect(sent).toEqual(['line AT+CMQTTTOPIC=0,8', 'text bench/t1']);
    expect(last()).toMatchObject({ state: 'done', step: 1 });
  });

  it('fails at a refusal and names its row', async () => {
    const { clock, run, sent, log, last } = setUp({ 'AT+CPIN?': '\r\n+CME ERROR: SIM not inserted\r\n' });
    run(step('AT+CPIN?', { what: 'line', begins: '+CPIN: READY' }), step('AT'));
    await clock.run(100);
    expect(sent).toEqual(['line AT+CPIN?']);
    expect(last()).toMatchObject({ state: 'failed', step: 0, seq: log.lastSeq });
    expect(last()?.trouble).toContain('a line that begins with "+CPIN: READY"');
  });

  it('fails when nothing comes in time', async () => {
    const { clock, run, last, say } = setUp();
    run(step('AT', OK, 300));
    await clock.run(299);
    expect(last()?.state).toBe('running');
    await clock.run(1);
    expect(last()).toMatchObject({ state: 'failed', seq: null });
    expect(last()?.trouble).toContain('0.3 s for OK');
    say('rx', '\r\nOK\r\n');
    await clock.run(100);
    expect(last()?.state).toBe('failed');
  });

  it('pauses with a step that only waits, and needs no answer where none is expected', async () => {
    const { clock, run, sent, last } = setUp();
    run(step('AT', { what: 'nothing' }), wait({ what: 'nothing' }, 2000), step('ATI', { what: 'nothing' }));
    await clock.run(1990);
    expect(sent).toEqual(['line AT']);
    await clock.run(20);
    expect(sent).toEqual(['line AT', 'line ATI']);
    expect(last()?.state).toBe('done');
  });

  it('fails when the port does not take a step, or is closed', async () => {
    const first = setUp();
    first.breakPort();
    first.run(step('AT'));
    await first.clock.run(10);
    expect(first.last()).toMatchObject({ state: 'failed', trouble: 'Step 1 was not sent: The port went away.' });
    const second = setUp();
    second.run(step('AT'));
    await settle();
    second.log.closeLink(second.link);
    expect(second.last()).toMatchObject({ state: 'failed', trouble: 'The port was closed.' });
    expect(second.clock.pending).toBe(0);
  });

  it.each([
    ['a result', OK],
    ['a prompt', { what: 'prompt' }],
  ] as const)('fails at once when %s is awaited and the port goes away', async (_, wanted) => {
    const { clock, run, losePort, last, log } = setUp();
    run(step('AT+CMQTTTOPIC=0,5', wanted, 600_000));
    await clock.run(10);
    losePort();
    await settle();
    expect(last()).toMatchObject({ state: 'failed', step: 0, seq: log.lastSeq });
    expect(last()?.trouble).toContain('the port went away');
    expect(clock.pending).toBe(0);
  });

  it('waits for a line while the port is away and back: a restart takes a USB port away', async () => {
    const { clock, run, losePort, say, last } = setUp({ 'AT+CRESET': '\r\nOK\r\n' });
    run(step('AT+CRESET'), wait({ what: 'line', begins: 'RDY' }, 60_000));
    await clock.run(10);
    losePort();
    await clock.run(10_000);
    expect(last()).toMatchObject({ state: 'running', step: 1 });
    say('rx', '\r\nRDY\r\n');
    await clock.run(100);
    expect(last()?.state).toBe('done');
  });

  it('goes on when another port of the link went away', async () => {
    const { clock, run, say, last, log, link } = setUp();
    run(step('AT'));
    await clock.run(10);
    log.note('lost', '/dev/ttyACM0 is gone.', link);
    await clock.run(10);
    expect(last()?.state).toBe('running');
    say('rx', '\r\nOK\r\n');
    await clock.run(10);
    expect(last()?.state).toBe('done');
  });

  it('is cancelled once', async () => {
    const { clock, run, service, last } = setUp();
    run(step('AT'), step('ATI'));
    await clock.run(10);
    expect(service.handlers['sequence.cancel']({ run: 1 })).toEqual({ ok: true, value: {} });
    expect(last()).toMatchObject({ state: 'cancelled', step: 0 });
    expect(clock.pending).toBe(0);
    expect(service.handlers['sequence.cancel']({ run: 1 })).toMatchObject({ error: { code: 'not-running' } });
  });

  it('has its link for itself', async () => {
    const { clock, run } = setUp({ AT: '\r\nOK\r\n' });
    run(step('AT'));
    expect(run(step('AT'))).toMatchObject({ error: { code: 'busy' } });
    await clock.run(10);
    expect(run(step('AT'))).toMatchObject({ ok: true });
  });

  it.each([
    ['a link that is none', 99, step('AT'), 'not-open'],
    ['half a byte', 1, { ...step('4'), send: 'hex' as const }, 'bad-hex'],
  ])('refuses %s', (_name, link, only, code) => {
    const { service, changes } = setUp();
    expect(service.handlers['sequence.run']({ link, steps: [only] })).toMatchObject({ error: { code } });
    expect(changes).toEqual([]);
  });

  it('is remembered among the newest, and cancelled when the bench closes', async () => {
    const { clock, run, service, last } = setUp();
    for (let i = 0; i < 40; i += 1) {
      run(step('AT', { what: 'nothing' }));
      await clock.run(1);
    }
    const runs = await service.handlers['sequence.runs']({});
    expect(runs.ok && runs.value.runs.map((each) => each.run)).toEqual(Array.from({ length: 32 }, (_, i) => i + 9));
    run(step('AT'));
    await settle();
    service.close();
    expect(last()).toMatchObject({ run: 41, state: 'cancelled' });
  });
});
