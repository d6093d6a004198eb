import { describe, expect, it } from 'vitest';
import { armFaults } from '../../faults/armed.testkit.ts';
import { type ModemUnderTest, startModem } from '../../modem.testkit.ts';
import { DEFAULT_MODEM_SETTINGS } from '../../modemSettings.ts';

const OK = '\r\nOK\r\n';
const ERROR = '\r\nERROR\r\n';
const cms = (what: string | number): string => `\r\n+CMS ERROR: ${what}\r\n`;
const line = (text: string): string => `\r\n${text}\r\n${OK}`;
const SENDER = '+999010000018';

/** A modem that speaks of errors in numbers, in text mode or not. */
function start(options: Parameters<typeof startModem>[0] = {}, mode: 'text' | 'pdu' = 'text'): ModemUnderTest {
  const modem = startModem(options);
  modem.at(`AT+CMEE=1;+CMGF=${mode === 'text' ? 1 : 0}`);
  return modem;
}

/** With a received message at SM 0. */
function startWithMessage(text = 'Hello', from = SENDER): ModemUnderTest {
  const modem = start();
  expect(modem.modem.receiveMessage({ from, text })).toBe(true);
  expect(modem.heard(2000)).toBe('\r\n+CMTI: "SM",0\r\n');
  return modem;
}

describe('settings (V3.00 9.2)', () => {
  it.each([
    ['AT+CMGF?', line('+CMGF: 0')],
    ['AT+CMGF=?', line('+CMGF: (0-1)')],
    ['AT+CMGF=1;+CMGF?', line('+CMGF: 1')],
    ['AT+CMGF=2', ERROR],
    ['AT+CSCA?', line('+CSCA: "+999010000099",145')],
    ['AT+CSCA="5550";+CSCA?', line('+CSCA: "5550",129')],
    ['AT+CSCA="Bank"', cms('invalid text mode parameter')],
    ['AT+CSCS=?', line('+CSCS: ("IRA","GSM","UCS2")')],
    ['AT+CSCS="UCS2";+CSCA?', line('+CSCA: "002B003900390039003000310030003000300030003000390039",145')],
    ['AT+CPMS?', line('+CPMS: "SM",0,50,"SM",0,50,"SM",0,50')],
    ['AT+CPMS=?', line('+CPMS: ("SM","ME"),("SM","ME"),("SM","ME")')],
    ['AT+CPMS="ME","SM","ME"', line('+CPMS: 0,23,0,50,0,23')],
    ['AT+CPMS="SR"', cms('operation not supported')],
    ['AT+CPMS="XX"', ERROR],
    ['AT+CNMI?', line('+CNMI: 2,1,0,0,0')],
    ['AT+CNMI=1,2;+CNMI?', line('+CNMI: 1,2,0,0,0')],
    ['AT+CNMI=?', line('+CNMI: (0-2),(0-3),(0,2),(0-2),(0-1)')],
    ['AT+CNMI=5', ERROR],
    ['AT+CSMP?', line('+CSMP: 17,167,0,0')],
    ['AT+CSMP=17,167,0,8;+CSMP?', line('+CSMP: 17,167,0,8')],
    ['AT+CSMP=,,,4;+CSMP?', line('+CSMP: 17,167,0,4')],
    ['AT+CSMP=4', cms('invalid text mode parameter')],
    ['AT+CSMP=25', cms('invalid text mode parameter')],
    ['AT+CSMP=17,256', ERROR],
    ['AT+CSDH=1;+CSDH?', line('+CSDH: 1')],
    ['AT+CSMS?', line('+CSMS: 0,1,1,1')],
    ['AT+CSMS=0', line('+CSMS: 1,1,1')],
    ['AT+CSMS=1', ERROR],
    ['AT+CSCB=1;+CSCB?', line('+CSCB: 1,"",""')],
    ['AT+CMGL', OK],
    ['AT+CMGD=?', line('+CMGD: (),(0-4)')],
  ])('%s', (command, answer) => {
    expect(startModem().at(command)).toBe(answer);
  });

  it.each([
    ['sim-absent', 310],
    ['sim-pin', 311],
    ['sim-puk', 316],
    ['sim-failure', 313],
    ['sim-busy', 314],
  ])('%s', (fault, code) => {
    const { clock, faults } = armFaults(fault);
    const { at } = start({ clock, faults });
    for (const command of ['AT+CPMS?', 'AT+CMGL="ALL"', 'AT+CMGR=0', 'AT+CMGS="112"', 'AT+CMGW', 'AT+CSCA?'])
      expect(at(command), command).toBe(cms(code));
    expect(at('AT+CMGF?')).toBe(line('+CMGF: 1'));
  });

  it('are not there before SMS DONE', () => {
    const { at, heard } = startModem({ booted: false });
    expect(heard(3000)).toContain('+CPIN: READY');
    expect(at('AT+CPMS?')).toBe(cms('SIM busy'));
    expect(heard(3000)).toContain('SMS DONE');
    expect(at('AT+CPMS?')).toContain('OK');
  });

  it('are gone after a restart, but the service centre and the messages are not', () => {
    const { at, heard } = startWithMessage();
    at('AT+CSCA="5550"');
    at('AT+CRESET');
    heard(30_000);
    expect(at('AT+CMGF?;+CPMS?;+CSCA?')).toBe(
      `\r\n+CMGF: 0\r\n\r\n+CPMS: "SM",1,50,"SM",1,50,"SM",1,50\r\n${line('+CSCA: "5550",129')}`,
    );
  });
});

describe('received messages', () => {
  it('are read, listed, deleted', () => {
    const { at } = startWithMessage();
    const header = `"${SENDER}","","26/01/02,03:04:25+00"`;
    expect(at('AT+CMGL')).toBe(line(`+CMGL: 0,"REC UNREAD",${header}\r\nHello`));
    expect(at('AT+CMGR=0')).toBe(line(`+CMGR: "REC READ",${header}\r\nHello`));
    expect(at('AT+CMGL="REC UNREAD"')).toBe(OK);
    expect(at('AT+CMGL="ALL"')).toContain('"REC READ"');
    expect(at('AT+CMGD=?')).toBe(line('+CMGD: (0),(0-4)'));
    expect(at('AT+CMGD=0')).toBe(OK);
    expect(at('AT+CMGR=0')).toBe(cms(321));
    expect(at('AT+CMGD=0')).toBe(cms(321));
  });

  it.each([
    ['AT+CMGL=4', cms(305)],
    ['AT+CMGL="SOME"', ERROR],
    ['AT+CMGR=256', ERROR],
    ['AT+CMGR', ERROR],
    ['AT+CMGD=0,5', ERROR],
  ])('%s is refused', (command, answer) => {
    expect(startWithMessage().at(command)).toBe(answer);
  });

  it('are PDUs with AT+CMGF=0', () => {
    const { at } = startWithMessage();
    at('AT+CMGF=0');
    const pdu = '0791990901000099040C9199090100008100006210203040520005C8329BFD06';
    expect(at('AT+CMGL=0')).toBe(line(`+CMGL: 0,0,,24\r\n${pdu}`));
    expect(at('AT+CMGR=0')).toContain('+CMGR: 1,,24\r\n0791');
    expect(at('AT+CMGL="ALL"')).toBe(cms(304));
  });

  it('show details with AT+CSDH=1', () => {
    const { at } = startWithMessage();
    at('AT+CSDH=1');
    expect(at('AT+CMGR=0')).toBe(
      line(`+CMGR: "REC UNREAD","${SENDER}","","26/01/02,03:04:25+00",145,4,0,0,"+999010000099",145,5\r\nHello`),
    );
  });

  it.each([
    ['日本', 'IRA', '65E5672C'],
    ['Hello', 'UCS2', '00480065006C006C006F'],
    ['£5', 'IRA', '?5'],
    ['£5', 'GSM', '\u00015'],
  ])('%s on a line in %s', (text, charset, shown) => {
    const { at } = startWithMessage(text);
    at(`AT+CSCS="${charset}"`);
    expect(at('AT+CMGR=0')).toContain(`\r\n${shown}\r\n${OK}`);
  });

  it('may come from a name', () => {
    expect(startWithMessage('Code 1234', 'Bench').at('AT+CMGR=0')).toContain('"REC UNREAD","Bench",""');
  });

  it('are told whole with AT+CNMI=2,2, and not kept', () => {
    const { at, heard, modem } = start();
    at('AT+CNMI=2,2');
    modem.receiveMessage({ from: SENDER, text: 'Hi' });
    expect(heard(2000)).toBe(`\r\n+CMT: "${SENDER}","","26/01/02,03:04:25+00"\r\nHi\r\n`);
    at('AT+CMGF=0');
    modem.receiveMessage({ from: SENDER, text: 'Hi' });
    expect(heard(2000)).toMatch(/^\r\n\+CMT: ,21\r\n0791990901000099040C[0-9A-F]+\r\n$/);
    expect(at('AT+CPMS?')).toContain('"SM",0,50');
  });

  it.each(['AT+CNMI=2,0', 'AT+CNMI=0,1'])('are kept in silence with %s', (command) => {
    const { at, heard, modem } = start();
    at(command);
    modem.receiveMessage({ from: SENDER, text: 'Hi' });
    expect(heard(5000)).toBe('');
    expect(at('AT+CPMS?')).toContain('"SM",1,50');
  });

  it('wait in the network while the storage is full or the modem is away', () => {
    const { at, heard, modem } = start();
    at('AT+CPMS="SM","SM","ME"');
    for (let i = 0; i < 23; i += 1) {
      modem.receiveMessage({ from: SENDER, text: `${i}` });
      expect(heard(1500)).toBe(`\r\n+CMTI: "ME",${i}\r\n`);
    }
    modem.receiveMessage({ from: SENDER, text: 'one more' });
    expect(heard(5000)).toBe('');
    at('AT+CPMS="ME"');
    at('AT+CMGD=7');
    expect(heard(2000)).toBe('\r\n+CMTI: "ME",7\r\n');
    at('AT+CMGD=0,4');
    at('AT+CFUN=4', 2000);
    modem.receiveMessage({ from: SENDER, text: 'later' });
    expect(heard(5000)).toBe('');
    at('AT+CRESET');
    expect(heard(40_000)).toContain('+CMTI: "SM",0');
  });

  it('are refused when too long, or when too many wait', () => {
    const { at, modem } = start();
    expect(modem.receiveMessage({ from: SENDER, text: 'x'.repeat(161) })).toBe(false);
    at('AT+CFUN=4', 1000);
    for (let i = 0; i < 20; i += 1) expect(modem.receiveMessage({ from: SENDER, text: 'x' })).toBe(true);
    expect(modem.receiveMessage({ from: SENDER, text: 'x' })).toBe(false);
  });

  it('come by the fault sms-received', () => {
    const { clock, faults, arm } = armFaults();
    const { heard } = start({ clock, faults });
    arm('sms-received@2s');
    expect(heard(10_000)).toBe('\r\n+CMTI: "SM",0\r\n');
  });

  it.each([
    ['AT+CMGD=0,1', [1, 2, 3]],
    ['AT+CMGD=0,2', [1, 2]],
    ['AT+CMGD=0,3', [1]],
    ['AT+CMGD=9,4', []],
    ['AT+CMGD=1', [0, 2, 3]],
  ])('%s leaves %j', (command, left) => {
    const { at, say, heard, modem } = startWithMessage();
    modem.receiveMessage({ from: SENDER, text: 'unread' });
    heard(2000);
    at('AT+CMGR=0');
    at('AT+CMGW="112"');
    expect(say('unsent\u001a')).toBe(line('+CMGW: 2'));
    at('AT+CMGW="112",129,"STO SENT"');
    expect(say('sent\u001a')).toBe(line('+CMGW: 3'));
    expect(at(command)).toBe(OK);
    expect(at('AT+CMGD=?')).toBe(line(`+CMGD: (${left.join(',')}),(0-4)`));
  });
});

describe('sending', () => {
  it('asks with > and a space, and tells the reference', () => {
    const { at, say } = start();
    expect(at('AT+CMGS="+999010000018"')).toBe('\r\n> ');
    expect(say('Hello', 5000)).toBe('');
    expect(say('\u001a', 5000)).toBe(line('+CMGS: 1'));
    at('AT+CMGS="112",129');
    expect(say('x\u001a', 5000)).toBe(line('+CMGS: 2'));
  });

  it('is cancelled by Esc', () => {
    const { at, say } = start();
    at('AT+CMGS="112"');
    expect(say('never mind\u001b')).toBe(OK);
    expect(at('AT+CMGW="112"')).toBe('\r\n> ');
    expect(say('\u001b')).toBe(OK);
    expect(at('AT+CPMS?')).toContain('"SM",0,50');
  });

  it('comes back when it goes to the own number', () => {
    const { at, say, heard } = start();
    at(`AT+CMGS="${DEFAULT_MODEM_SETTINGS.sim.number}"`);
    expect(say('To myself: {ok}\u001a', 5000)).toBe(`${line('+CMGS: 1')}\r\n+CMTI: "SM",0\r\n`);
    expect(at('AT+CMGR=0')).toContain(`"${DEFAULT_MODEM_SETTINGS.sim.number}"`);
    expect(at('AT+CMGR=0')).toContain('\r\nTo myself: {ok}\r\n');
    expect(heard()).toBe('');
  });

  it.each([
    ['AT+CMGS=112', ERROR],
    ['AT+CMGS="Bank"', cms(305)],
    ['AT+CMGS="+1"', '\r\n> '],
    ['AT+CMGS', ERROR],
    ['AT+CMGS=?', OK],
    ['AT+CMSS=0', cms(321)],
    ['AT+CMGW="112",129,"REC READ"', cms(305)],
  ])('%s', (command, answer) => {
    expect(start().at(command)).toBe(answer);
  });

  it.each([
    ['a text that is too long', [], 'x'.repeat(161), cms(305)],
    ['no hexadecimal digits', ['AT+CSMP=17,167,0,8'], 'Hello', cms(305)],
    ['UCS2 in hexadecimal', ['AT+CSMP=17,167,0,8'], '65E5672C', line('+CMGS: 1')],
    ['UCS2 that is too long', ['AT+CSMP=17,167,0,8'], '65E5'.repeat(71), cms(305)],
    ['nothing', [], '', line('+CMGS: 1')],
    ['the septets of GSM', ['AT+CSCS="GSM"'], '\u0000\u0001', line('+CMGS: 1')],
  ])('%s', (_name, before, text, answer) => {
    const { at, say } = start();
    for (const command of before) at(command);
    at('AT+CMGS="112"');
    expect(say(`${text}\u001a`, 5000)).toBe(answer);
  });

  it('takes numbers and text in hexadecimal with AT+CSCS="UCS2"', () => {
    const { at, say } = start();
    at('AT+CSCS="UCS2"');
    expect(at('AT+CMGS="112"')).toBe(cms(305));
    expect(at('AT+CMGW="003100310032"')).toBe('\r\n> ');
    expect(say('00480069\u001a')).toBe(line('+CMGW: 0'));
    expect(at('AT+CMGR=0')).toContain('"003100310032","",""\r\n00480069');
    at('AT+CSCS="IRA"');
    expect(at('AT+CMGR=0')).toContain('"112","",""\r\nHi\r\n');
  });

  it.each([
    ['reg-searching', 331],
    ['sms-send', 332],
    ['sms-send=38', 38],
  ])('%s', (fault, code) => {
    const { clock, faults } = armFaults(fault);
    const { at, say } = start({ clock, faults });
    at('AT+CMGS="112"');
    expect(say('x\u001a', 5000)).toBe(cms(code));
  });

  it('works with SMS-only registration', () => {
    const { clock, faults } = armFaults('reg-sms-only');
    const { at, say } = start({ clock, faults });
    at('AT+CMGS="112"');
    expect(say('x\u001a', 5000)).toBe(line('+CMGS: 1'));
  });

  it('needs a service centre', () => {
    const sim = { ...DEFAULT_MODEM_SETTINGS.sim, smsCentre: '' };
    const { at, say } = start({ settings: { sim } });
    at('AT+CMGS="112"');
    expect(say('x\u001a', 5000)).toBe(cms(330));
  });

  it('may begin a brownout', () => {
    const { clock, faults } = armFaults('brownout-on-transmit@1');
    const { at, say } = start({ clock, faults });
    at('AT+CMGS="112"');
    const said = say('x\u001a', 30_000);
    expect(said).toContain('RDY');
    expect(said).not.toContain('+CMGS');
  });

  it('sends what is stored, also to another', () => {
    const { at, say } = start();
    at('AT+CMGW="112"');
    say('stored\u001a');
    expect(at('AT+CMGR=0')).toContain('"STO UNSENT","112","",""\r\nstored');
    expect(at('AT+CMSS=0', 5000)).toBe(line('+CMSS: 1'));
    expect(at('AT+CMGR=0')).toContain('"STO SENT"');
    expect(at('AT+CMSS=0,"113"', 5000)).toBe(line('+CMSS: 2'));
    expect(at('AT+CMGW')).toBe('\r\n> ');
    expect(say('to nobody yet\u001a')).toBe(line('+CMGW: 1'));
    expect(at('AT+CMSS=1', 5000)).toBe(cms(305));
  });

  it('sends no received message from its place', () => {
    expect(startWithMessage().at('AT+CMSS=0')).toBe(cms(302));
  });

  it('has no room beyond the last place', () => {
    const { at, say } = start();
    at('AT+CPMS="ME","ME"');
    for (let i = 0; i < 23; i += 1) {
      at('AT+CMGW="112"');
      expect(say('x\u001a')).toBe(line(`+CMGW: ${i}`));
    }
    at('AT+CMGW="112"');
    expect(say('x\u001a')).toBe(cms(322));
  });
});

describe('sending in PDU mode', () => {
  const PDU = '11000C919909010000810000A705C8329BFD06';

  it.each([
    ['with the service centre that is set', 'AT+CMGS=19', `00${PDU}`, line('+CMGS: 1')],
    ['with its own', 'AT+CMGS=19', `0791990901000099${PDU}`, line('+CMGS: 1')],
    ['with line ends in between', 'AT+CMGS=19', `00\r\n${PDU}\r`, line('+CMGS: 1')],
    ['with a wrong length', 'AT+CMGS=18', `00${PDU}`, cms(304)],
    ['cut off', 'AT+CMGS=18', `00${PDU.slice(0, -2)}`, cms(304)],
    ['that is none', 'AT+CMGS=5', 'Hello', cms(304)],
  ])('%s', (_name, command, pdu, answer) => {
    const { at, say } = start({}, 'pdu');
    expect(at(command)).toBe('\r\n> ');
    expect(say(`${pdu}\u001a`, 5000)).toBe(answer);
  });

  it('does not take a number', () => {
    expect(start({}, 'pdu').at('AT+CMGS="112"')).toBe(cms(304));
    expect(start({}, 'pdu').at('AT+CMGW')).toBe(cms(304));
  });

  it('stores received and sent ones', () => {
    const { at, say } = start({}, 'pdu');
    at('AT+CMGW=19');
    expect(say(`00${PDU}\u001a`)).toBe(line('+CMGW: 0'));
    at('AT+CMGW=24,1');
    expect(say('0791990901000099040C9199090100008100006210203040520005C8329BFD06\u001a')).toBe(line('+CMGW: 1'));
    expect(at('AT+CMGL=4')).toBe(
      line(`+CMGL: 0,2,,19\r\n00${PDU}\r\n+CMGL: 1,1,,24\r\n00040C9199090100008100006210203040520005C8329BFD06`),
    );
  });
});
