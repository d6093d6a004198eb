import { describe, expect, it } from 'vitest';
import { CONNECT, ERROR, line, OK, startMqttModem } from './mqttModem.testkit.ts';

const failure = (name: string, code: number): string => line(`+CMQTT${name}: 0,${code}`) + ERROR;
const success = (name: string, code = 0): string => OK + line(`+CMQTT${name}: 0,${code}`);
const PROMPT = '\r\n>';

describe('commands with a prompt', () => {
  it.each([
    ['booted', 'AT+CMQTTTOPIC=0,4', failure('TOPIC', 9)],
    ['started', 'AT+CMQTTTOPIC=0,4', failure('TOPIC', 20)],
    ['acquired', 'AT+CMQTTTOPIC=0,4', failure('TOPIC', 11)],
    ['connected', 'AT+CMQTTTOPIC=0,4', PROMPT],
    ['connected', 'AT+CMQTTTOPIC=1,4', line('+CMQTTTOPIC: 1,20') + ERROR],
    ['connected', 'AT+CMQTTTOPIC=0,1024', PROMPT],
    ['connected', 'AT+CMQTTTOPIC=0,1025', ERROR],
    ['connected', 'AT+CMQTTTOPIC=0,0', ERROR],
    ['connected', 'AT+CMQTTTOPIC=0', ERROR],
    ['connected', 'AT+CMQTTTOPIC=0,"a/b"', ERROR],
    ['connected', 'AT+CMQTTPAYLOAD=0,10240', PROMPT],
    ['connected', 'AT+CMQTTPAYLOAD=0,10241', ERROR],
    ['acquired', 'AT+CMQTTPAYLOAD=0,1', failure('PAYLOAD', 11)],
    ['started', 'AT+CMQTTWILLTOPIC=0,1', failure('WILLTOPIC', 20)],
    ['acquired', 'AT+CMQTTWILLTOPIC=0,1025', ERROR],
    ['acquired', 'AT+CMQTTWILLTOPIC=0,1', PROMPT],
    ['acquired', 'AT+CMQTTWILLMSG=0,1024,2', PROMPT],
    ['acquired', 'AT+CMQTTWILLMSG=0,5,3', ERROR],
    ['acquired', 'AT+CMQTTSUBTOPIC=0,5,1', failure('SUBTOPIC', 11)],
    ['connected', 'AT+CMQTTSUBTOPIC=0,5,1', PROMPT],
    ['connected', 'AT+CMQTTSUBTOPIC=0,5', ERROR],
    ['connected', 'AT+CMQTTSUBTOPIC=0,5,3', ERROR],
    ['connected', 'AT+CMQTTUNSUBTOPIC=0,5', PROMPT],
    ['acquired', 'AT+CMQTTSUB=0,5,1', failure('SUB', 11)],
    ['connected', 'AT+CMQTTSUB=0,5,1', PROMPT],
    ['connected', 'AT+CMQTTSUB=0,5,1,1', PROMPT],
    ['connected', 'AT+CMQTTSUB=0,5', ERROR],
    ['connected', 'AT+CMQTTSUB?', ERROR],
    ['connected', 'AT+CMQTTUNSUB=0,5,0', PROMPT],
    ['connected', 'AT+CMQTTUNSUB=0,5', ERROR],
  ] as const)('when it is %s: %s', (until, command, expected) => {
    expect(startMqttModem({ until }).at(command)).toBe(expected);
  });

  it('take exactly the bytes they asked for; the next command becomes data, what is too much a command', () => {
    const { at, say, give } = startMqttModem();
    at('AT+CMQTTTOPIC=0,12');
    expect(say('a/b')).toBe('');
    expect(say('AT+CSQ\r\n\x1a')).toBe(OK);
    expect(give('AT+CMQTTTOPIC=0,3', 'a/b 123')).toBe(OK);
    expect(at('AT')).toBe(OK);
  });
});

describe('AT+CMQTTPUB', () => {
  it.each([
    ['acquired', 'AT+CMQTTPUB=0,1,60', failure('PUB', 11)],
    ['connected', 'AT+CMQTTPUB=0,1,60', failure('PUB', 18)],
    ['connected', 'AT+CMQTTPUB=0,3,60', ERROR],
    ['connected', 'AT+CMQTTPUB=0,1,59', ERROR],
    ['connected', 'AT+CMQTTPUB=0,1,181', ERROR],
    ['connected', 'AT+CMQTTPUB=0,1', ERROR],
    ['connected', 'AT+CMQTTPUB=0,"a/b",1,4', ERROR],
  ] as const)('when it is %s: %s', (until, command, expected) => {
    expect(startMqttModem({ until }).at(command, 1000)).toBe(expected);
  });

  it.each([
    ['AT+CMQTTPUB=0,0,60', { qos: 0, retain: false, dup: false }],
    ['AT+CMQTTPUB=0,1,60,1', { qos: 1, retain: true, dup: false }],
    ['AT+CMQTTPUB=0,2,180,0,1', { qos: 2, retain: false, dup: true }],
  ])('%s', (command, expected) => {
    const { at, give, broker } = startMqttModem();
    give('AT+CMQTTTOPIC=0,3', 'a/b');
    give('AT+CMQTTPAYLOAD=0,5', '\x00\r\nOK');
    expect(at(command, 1000)).toBe(success('PUB'));
    expect(broker.packets[1]?.packet).toMatchObject({
      type: 'PUBLISH',
      topic: 'a/b',
      payload: { length: 5 },
      ...expected,
    });
    expect(at('AT+CMQTTPUB=0,1,60')).toBe(failure('PUB', 18));
  });

  it('forgets the payload too, which may be empty', () => {
    const { at, give, broker } = startMqttModem();
    give('AT+CMQTTTOPIC=0,1', 'a');
    give('AT+CMQTTPAYLOAD=0,1', 'x');
    at('AT+CMQTTPUB=0,1,60', 1000);
    give('AT+CMQTTTOPIC=0,1', 'a');
    expect(at('AT+CMQTTPUB=0,1,60', 1000)).toBe(success('PUB'));
    expect(broker.packets[2]?.packet).toMatchObject({ payload: { length: 0 } });
  });

  it('is busy until its result, which is 17 when the broker does not answer in time', () => {
    const { at, give, heard, broker } = startMqttModem();
    broker.manners.puback = false;
    give('AT+CMQTTTOPIC=0,1', 'a');
    expect(at('AT+CMQTTPUB=0,1,60', 58_000)).toBe(OK);
    for (const name of ['TOPIC=0,1', 'PAYLOAD=0,1', 'PUB=0,1,60', 'SUB=0', 'DISC=0,60', 'REL=0']) {
      expect(at(`AT+CMQTT${name}`)).toBe(failure(name.replace(/=.*/, ''), 14));
    }
    expect(heard(3000)).toBe(line('+CMQTTPUB: 0,17'));
    expect(give('AT+CMQTTTOPIC=0,1', 'a')).toBe(OK);
  });

  it('is 6 when the broker hangs up on it, and then the connection is lost', () => {
    const { at, give, broker } = startMqttModem();
    broker.manners.puback = 'hang-up';
    give('AT+CMQTTTOPIC=0,1', 'a');
    expect(at('AT+CMQTTPUB=0,1,60', 1000)).toBe(success('PUB', 6) + line('+CMQTTCONNLOST: 0,1'));
    expect(at('AT+CMQTTTOPIC=0,1')).toBe(failure('TOPIC', 11));
    expect(at(CONNECT, 1000)).toBe(success('CONNECT'));
  });

  it('with the topic in the command, on the newer family and after AT+CMQTTCFG="argtopic" only', () => {
    const { at, give, broker } = startMqttModem({ profile: 'a76xx', until: 'acquired' });
    at(CONNECT, 1000);
    expect(at('AT+CMQTTPUB=0,"a/b",1,4')).toBe(ERROR);
    at('AT+CMQTTDISC=0,60', 1000);
    at('AT+CMQTTCFG="argtopic",0,1,1');
    at(CONNECT, 1000);
    expect(give('AT+CMQTTPUB=0,"a/b",1,4,1', '21.5', 1000)).toBe(success('PUB'));
    expect(at('AT+CMQTTPUB=0,"\xff",1,4')).toBe(failure('PUB', 2));
    expect(at('AT+CMQTTPUB=0,"",1,4')).toBe(failure('PUB', 18));
    expect(at('AT+CMQTTSUB=0,"",1')).toBe(failure('SUB', 18));
    expect(at('AT+CMQTTSUB=0,"cmd/#",2', 1000)).toBe(success('SUB'));
    expect(at('AT+CMQTTUNSUB=0,"cmd/#",0', 1000)).toBe(success('UNSUB'));
    expect(broker.packets.slice(3).map(({ packet }) => packet)).toMatchObject([
      { type: 'PUBLISH', topic: 'a/b', qos: 1, retain: true, preview: '21.5' },
      { type: 'SUBSCRIBE', subscriptions: [{ filter: 'cmd/#', qos: 2 }] },
      { type: 'UNSUBSCRIBE', filters: ['cmd/#'] },
    ]);
  });
});

describe('AT+CMQTTSUB and AT+CMQTTUNSUB', () => {
  it('send what was queued, once', () => {
    const { at, give, broker } = startMqttModem();
    expect(at('AT+CMQTTSUB=0')).toBe(failure('SUB', 18));
    expect(give('AT+CMQTTSUBTOPIC=0,3,1', 'a/b')).toBe(OK);
    expect(give('AT+CMQTTSUBTOPIC=0,1,2', '#')).toBe(OK);
    expect(at('AT+CMQTTSUB=0', 1000)).toBe(success('SUB'));
    expect(at('AT+CMQTTSUB=0,0')).toBe(failure('SUB', 18));
    expect(give('AT+CMQTTUNSUBTOPIC=0,3', 'a/b')).toBe(OK);
    expect(at('AT+CMQTTUNSUB=0,0', 1000)).toBe(success('UNSUB'));
    expect(at('AT+CMQTTUNSUB=0,0')).toBe(failure('UNSUB', 18));
    expect(broker.packets.slice(1).map(({ packet }) => packet)).toMatchObject([
      {
        type: 'SUBSCRIBE',
        subscriptions: [
          { filter: 'a/b', qos: 1 },
          { filter: '#', qos: 2 },
        ],
      },
      { type: 'UNSUBSCRIBE', filters: ['a/b'] },
    ]);
  });

  it('queue 5120 bytes of topics and no more', () => {
    const { at, give, broker } = startMqttModem();
    for (let i = 0; i < 5; i += 1) expect(give('AT+CMQTTSUBTOPIC=0,1024,1', 't'.repeat(1024))).toBe(OK);
    expect(give('AT+CMQTTSUBTOPIC=0,1,1', 't')).toBe(failure('SUBTOPIC', 22));
    expect(at('AT+CMQTTSUB=0', 1000)).toBe(success('SUB'));
    expect(broker.packets[1]?.packet).toMatchObject({ subscriptions: { length: 5 } });
  });

  it.each([
    [0x80, success('SUB', 1)],
    ['hang-up', success('SUB', 6) + line('+CMQTTCONNLOST: 0,1')],
    [null, OK],
  ] as const)('answered %s', (suback, expected) => {
    const { give, broker } = startMqttModem();
    broker.manners.suback = suback;
    expect(give('AT+CMQTTSUB=0,1,1', 'a', 10_000)).toBe(expected);
  });

  it('topics that are no UTF-8 are refused with 2', () => {
    expect(startMqttModem().give('AT+CMQTTSUB=0,1,1', '\xff')).toBe(failure('SUB', 2));
  });
});

describe('what comes from the broker', () => {
  const block = (topic: string, ...chunks: readonly string[]): string =>
    `\r\n+CMQTTRXSTART: 0,${topic.length},${chunks.join('').length}\r\n\r\n+CMQTTRXTOPIC: 0,${topic.length}\r\n${topic}` +
    chunks.map((chunk) => `\r\n+CMQTTRXPAYLOAD: 0,${chunk.length}\r\n${chunk}`).join('') +
    '\r\n+CMQTTRXEND: 0\r\n';

  it.each([
    ['a/b', ['21.5']],
    ['a/b', []],
    ['cmd', ['\r\nOK\r\n+CMQTTRXEND: 0\r\n\x00\xff']],
    ['big', ['x'.repeat(1500), 'x'.repeat(1500), 'x'.repeat(7)]],
  ])('%s is reported by its bytes', (topic, chunks) => {
    const { heard, broker } = startMqttModem();
    broker.publish(
      topic,
      Uint8Array.from(chunks.join(''), (char) => char.charCodeAt(0)),
      1,
    );
    expect(heard(1000)).toBe(block(topic, ...chunks));
  });

  it('waits while a command is answered or data is given', () => {
    const { at, say, broker } = startMqttModem();
    at('AT+CMQTTTOPIC=0,3');
    broker.publish('cmd', 'on');
    expect(say('a/', 1000)).toBe('');
    expect(say('b', 1000)).toBe(OK + block('cmd', 'on'));
  });

  it('comes to the client it is for', () => {
    const { heard, broker, at } = startMqttModem();
    at('AT+CMQTTACCQ=1,"other"');
    at('AT+CMQTTCONNECT=1,"tcp://broker.example",60,1', 1000);
    broker.publish('x', 'y');
    const text = heard(1000);
    expect([text.includes('+CMQTTRXSTART: 0,1,1'), text.includes('+CMQTTRXEND: 1')]).toEqual([true, true]);
  });

  it.each([
    ['peer', 1],
    ['reset', 2],
    ['timeout', 2],
  ] as const)('the connection ends: %s', (end, cause) => {
    const { at, heard, broker } = startMqttModem();
    broker.peers[0]?.end(end);
    expect(heard(1000)).toBe(line(`+CMQTTCONNLOST: 0,${cause}`));
    expect(at('AT+CMQTTDISC=0,60')).toBe(failure('DISC', 11));
    expect(at('AT+CMQTTREL=0')).toBe(OK);
  });

  it('an unanswered PINGREQ is told as +CMQTTPING', () => {
    const { heard, broker } = startMqttModem();
    broker.manners.pingresp = false;
    expect(heard(95_000)).toBe(line('+CMQTTPING: 0,17'));
  });

  it('a restart ends the connections without a word on the line', () => {
    const { at, heard, broker, modem } = startMqttModem();
    modem.powerOff();
    expect(heard(5000)).toBe('');
    expect(broker.peers[0]?.ended).toBe('local');
    modem.powerOn();
    heard(20_000);
    expect(at('AT+CMQTTACCQ=0,"a"')).toBe(line('+CMQTTACCQ: 0,9') + ERROR);
  });
});
