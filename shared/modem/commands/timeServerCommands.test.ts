import { describe, expect, it } from 'vitest';
import { createFakeClock } from '#test/fakes/fakeClock.ts';
import { createFakeNetwork } from '../fakeNetwork.testkit.ts';
import { armFaults } from '../faults/armed.testkit.ts';
import { type ModemUnderTest, startModem } from '../modem.testkit.ts';

const OK = '\r\nOK\r\n';
const ERROR = '\r\nERROR\r\n';
const line = (text: string): string => `\r\n${text}\r\n`;

/** A modem that registers with the clock at 1980: AT+CTZU=0. */
function start(...texts: readonly string[]): ModemUnderTest {
  const { clock, faults } = texts.length === 0 ? { clock: createFakeClock(), faults: undefined } : armFaults(...texts);
  const network = createFakeNetwork(clock);
  network.name('time.example', '192.0.2.123');
  const modem = startModem({ clock, network, ...(faults === undefined ? {} : { faults }) });
  modem.at('AT+CTZU=0;+CRESET');
  modem.heard(25_000);
  return modem;
}

describe('the clock by a time server (V3.00 15)', () => {
  it('is set, with the zone that was asked for', () => {
    const { at, heard } = start();
    expect(at('AT+CCLK?')).toContain('"80/01/06');
    expect(at('AT+CNTP="time.example",14')).toBe(OK);
    expect(at('AT+CNTP?')).toBe(line('+CNTP: "time.example",14') + OK);
    expect(at('AT+CNTP', 5000)).toBe(OK + line('+CNTP: 0'));
    // 20 s and 25 s of booting, 3:30 east of UTC.
    expect(at('AT+CCLK?')).toMatch(/"26\/01\/02,06:34:5\d\+14"/);
    expect(heard(5000)).toBe('');
  });

  it.each([
    ['AT+CNTP', `${line('+CNTP: 2')}${ERROR}`],
    ['AT+CNTP="time.example",97', ERROR],
    ['AT+CNTP=""', ERROR],
    ['AT+CNTP=time.example', ERROR],
    ['AT+CNTP="time.example";+CNTP?', `${line('+CNTP: "time.example",0')}${OK}`],
  ])('%s', (command, answer) => {
    expect(start().at(command)).toBe(answer);
  });

  it('cannot be asked twice at a time', () => {
    const { at, heard } = start();
    at('AT+CNTP="time.example"');
    expect(at('AT+CNTP', 15)).toBe(OK);
    expect(at('AT+CNTP', 15)).toBe(ERROR);
    expect(heard(5000)).toBe(line('+CNTP: 0'));
    expect(at('AT+CNTP', 5000)).toBe(OK + line('+CNTP: 0'));
  });

  it.each([
    ['dns-error', 4],
    ['reg-searching', 4],
    ['wrong-apn', 4],
    ['weak-signal', 6],
    ['cntp', 6],
    ['cntp=3', 3],
  ])('%s', (fault, code) => {
    const { at } = start(fault);
    at('AT+CNTP="time.example"');
    expect(at('AT+CNTP', 70_000)).toBe(OK + line(`+CNTP: ${code}`));
    expect(at('AT+CCLK?')).toContain('"80/01/06');
  });
});

describe('the clock by a web server (V3.00 15)', () => {
  it('keeps a list of servers', () => {
    const { at } = start();
    expect(at('AT+CHTPSERV?')).toBe(OK);
    expect(at('AT+CHTPSERV="ADD","www.example",80,1')).toBe(OK);
    expect(at('AT+CHTPSERV="ADD","time.example",8080,0')).toBe(OK);
    const both = `+CHTPSERV: 0,"www.example",80,1\r\n+CHTPSERV: 1,"time.example",8080,0`;
    expect(at('AT+CHTPSERV?')).toBe(line(both) + OK);
    expect(at('AT+CHTPSERV="DEL",0')).toBe(OK);
    expect(at('AT+CHTPSERV?')).toBe(line('+CHTPSERV: 0,"time.example",8080,0') + OK);
    expect(at('AT+CHTPSERV="DEL",1')).toBe(ERROR);
    for (let i = 1; i < 10; i += 1) at('AT+CHTPSERV="ADD","www.example",80,1');
    expect(at('AT+CHTPSERV="ADD","www.example",80,1')).toBe(ERROR);
  });

  it('asks one after the other until one answers', () => {
    const { at } = start();
    expect(at('AT+CHTPUPDATE')).toBe(line('+CHTPUPDATE: 2') + ERROR);
    at('AT+CHTPSERV="ADD","nowhere.example",80,1');
    expect(at('AT+CHTPUPDATE', 10_000)).toBe(OK + line('+CHTPUPDATE: 4'));
    at('AT+CHTPSERV="ADD","time.example",80,1');
    expect(at('AT+CHTPUPDATE', 15)).toBe(OK);
    expect(at('AT+CHTPUPDATE', 15)).toBe(ERROR);
    expect(at('AT+CHTPUPDATE?', 15)).toBe(line('+CHTPUPDATE: Updating') + OK);
    expect(at('AT', 10_000)).toContain('+CHTPUPDATE: 0');
    expect(at('AT+CHTPUPDATE?')).toBe(line('+CHTPUPDATE: NULL') + OK);
    expect(at('AT+CCLK?')).toContain('"26/01/02,');
  });
});
