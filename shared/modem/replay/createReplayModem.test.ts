import { describe, expect, it } from 'vitest';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { latin1Bytes, latin1Text } from '../../base/latin1.ts';
import { type AtlogRecord, parseAtlog } from '../../model/atlog.ts';
import { captures } from '../../protocol/at/framer.testkit.ts';
import { createReplayModem } from './createReplayModem.ts';

function replay(records: readonly AtlogRecord[], speed = 1) {
  const clock = createFakeClock();
  let heard: { readonly ms: number; readonly text: string }[] = [];
  const modem = createReplayModem(
    { clock, speed, toHost: (bytes) => heard.push({ ms: clock.now() / 1000, text: latin1Text(bytes) }) },
    records,
  );
  modem.powerOn();
  modem.powerOn();
  const take = (ms: number): string => {
    clock.advance(ms);
    const text = heard.map((each) => each.text).join('');
    heard = [];
    return text;
  };
  return {
    ...{ clock, modem, take },
    heard: () => heard,
    say(text: string, ms = 200): string {
      modem.receive(latin1Bytes(text));
      return take(ms);
    },
  };
}
const recorded = (text: string): readonly AtlogRecord[] => {
  const parsed = parseAtlog(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value.records;
};

describe('the same host again', () => {
  it.each(captures.map(({ name, records }) => [name, records] as const))('hears the same: %s', (_name, records) => {
    const { clock, modem, take } = replay(records);
    const from = records[0]?.t ?? 0;
    let heard = '';
    for (const { t, dir, bytes } of records) {
      if (dir === 'rx') continue;
      heard += take(Math.max(0, (t - from - clock.now()) / 1000));
      modem.receive(bytes);
    }
    heard += take(3_600_000);
    const said = records.filter(({ dir }) => dir === 'rx').map(({ bytes }) => latin1Text(bytes));
    expect(heard).toBe(said.join(''));
  });
});

const SESSION = `
1.000 RX \\r\\nRDY\\r\\n
2.500 RX \\r\\n+CPIN: READY\\r\\n
3.000 TX AT+CREG?\\r
3.010 RX AT+CREG?\\r\\r\\n+CREG: 0,2\\r\\n\\r\\nOK\\r\\n
4.000 TX AT+CREG?\\r
4.010 RX AT+CREG?\\r\\r\\n+CREG: 0,1\\r\\n\\r\\nOK\\r\\n
5.000 TX ATE0\\r
5.010 RX ATE0\\r\\r\\nOK\\r\\n
6.000 TX AT+CMQTTTOPIC=0,3\\r
6.010 RX \\r\\n>
6.020 TX a/b
6.030 RX \\r\\nOK\\r\\n
7.000 TX AT+CMQTTPUB=0,1,60\\r
7.010 RX \\r\\nOK\\r\\n
7.310 RX \\r\\n+CMQTTPUB: 0,0\\r\\n
8.000 TX AT+CPOF\\r
`;

describe('another host', () => {
  const start = (speed = 1) => {
    const session = replay(recorded(SESSION), speed);
    session.take(5000);
    return session;
  };

  it('hears the boot from the power-up on', () => {
    const { clock, heard } = replay(recorded(SESSION));
    clock.advance(10_000);
    expect(heard()).toEqual([
      { ms: 0, text: '\r\nRDY\r\n' },
      { ms: 1500, text: '\r\n+CPIN: READY\r\n' },
    ]);
  });

  it('gets the answers of a command one after the other, and then the last one again', () => {
    const { say } = start();
    expect(say('AT+CREG?\r')).toContain('0,2');
    expect(say('at+creg?\r\n')).toContain('0,1');
    expect(say('AT+CREG?\r')).toContain('0,1');
    expect(say('ATE0\r')).toContain('OK');
    expect(say('AT+CREG?\r')).toContain('0,1');
  });

  it('gets the answer next to where it is', () => {
    const { say } = start();
    expect(say('ATE0\r')).toBe('ATE0\r\r\nOK\r\n');
    expect(say('AT+CREG?\r')).toContain('0,1');
  });

  it('is refused what was not recorded, with the echo that is on', () => {
    const { say } = start();
    expect(say('AT+CSQ\r')).toBe('AT+CSQ\r\r\nERROR\r\n');
    say('ATE0\r');
    expect(say('AT+CSQ\r')).toBe('\r\nERROR\r\n');
    expect(say(`AT${'X'.repeat(2000)}\r`)).toBe('\r\nERROR\r\n');
    expect(say('hello\r\n')).toBe('');
  });

  it('is asked for as many bytes as it announced, which may look like commands', () => {
    const { say } = start();
    say('ATE0\r');
    expect(say('AT+CMQTTTOPIC=0,8\r')).toBe('\r\n>');
    expect(say('AT+CREG')).toBe('');
    expect(say('?')).toBe('\r\nOK\r\n');
    expect(say('AT+CMQTTPUB=0,1,60\r')).toBe('\r\nOK\r\n');
    expect(say('', 1000)).toBe('\r\n+CMQTTPUB: 0,0\r\n');
  });

  it('may send commands ahead: one answer after the other; but data before its prompt is lost', () => {
    const { say } = start();
    expect(say('AT+CREG?\rAT+CREG?\r')).toMatch(/0,2[\s\S]*OK[\s\S]*0,1[\s\S]*OK/);
    say('ATE0\r');
    expect(say('AT+CMQTTTOPIC=0,3\rx-y')).toBe('\r\n>');
    expect(say('x-y')).toBe('\r\nOK\r\n');
  });

  it('may not send ahead without end', () => {
    const { say } = start();
    expect(say('AT+CREG?\r'.repeat(100), 60_000).match(/OK/g)).toHaveLength(65);
  });

  it('hears nothing late inside an answer', () => {
    const { modem, say, take } = start();
    say('AT+CMQTTPUB=0,1,60\r', 305);
    modem.receive(latin1Bytes('AT+CREG?\r'));
    expect(take(1000)).toBe('AT+CREG?\r\r\n+CREG: 0,1\r\n\r\nOK\r\n\r\n+CMQTTPUB: 0,0\r\n');
  });

  it('gets silence where there was silence, and is heard all the same', () => {
    const { say } = start();
    expect(say('AT+CPOF\r', 5000)).toBe('');
    expect(say('ATE0\r')).toContain('OK');
  });

  it('hears all of it sooner at a higher speed', () => {
    const { modem, clock, heard } = start(10);
    modem.receive(latin1Bytes('AT+CMQTTPUB=0,1,60\r'));
    const asked = clock.now() / 1000;
    clock.advance(1000);
    expect(heard().map(({ ms }) => ms - asked)).toEqual([1, 31]);
  });

  it('hears nothing before the power-up and after the close', () => {
    const { modem, say, clock } = start();
    modem.receive(latin1Bytes('AT+CREG?\r'));
    modem.close();
    expect(say('AT\r', 10_000)).toBe('');
    expect(clock.pending).toBe(0);
  });
});

it('plays a capture of numbers in place of words (ATV0)', () => {
  const { say } = replay(
    recorded('0 TX AT\\r\n0.01 RX AT\\r0\\r\n0.5 RX \\r\\n+CSQ: 9,99\\r\\n\n1 TX AT\\r\n1.01 RX AT\\r4\\r\n'),
  );
  expect(say('AT\r', 100)).toBe('AT\r0\r');
  expect(say('AT\r', 100)).toBe('AT\r4\r');
  expect(say('', 1000)).toBe('\r\n+CSQ: 9,99\r\n');
});
