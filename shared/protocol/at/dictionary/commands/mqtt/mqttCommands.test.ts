import { describe, expect, it } from 'vitest';
import { createDictionary } from '../../dictionary.ts';
import { problemsOf, readLine } from '../../lines.testkit.ts';
import { MQTT_COMMANDS } from './mqttCommands.ts';

const dictionary = createDictionary('sim7600', MQTT_COMMANDS, []);
const newer = createDictionary('a76xx', MQTT_COMMANDS, []);

const CONNECT = 'AT+CMQTTCONNECT=0,"tcp://broker.example:1883",60,1';

/** V3.00 chapter 16. */
describe('what the MQTT commands answer', () => {
  it.each([
    ['AT+CMQTTSTART', '+CMQTTSTART: 0', 'MQTT service: started'],
    ['AT+CMQTTSTART', '+CMQTTSTART: 23', 'MQTT service: the MQTT service runs already'],
    ['AT+CMQTTSTART', '+CMQTTSTART: 7', 'MQTT service: no data connection'],
    ['AT+CMQTTSTOP', '+CMQTTSTOP: 0', 'MQTT service: stopped'],
    ['AT+CMQTTACCQ=0,"node-12"', '+CMQTTACCQ: 0,19', 'client 0: already acquired'],
    ['AT+CMQTTACCQ?', '+CMQTTACCQ: 0,"node-12",1', 'client 0: id node-12, TLS'],
    ['AT+CMQTTACCQ?', '+CMQTTACCQ: 1,"",0', 'client 1: not acquired'],
    ['AT+CMQTTREL=0', '+CMQTTREL: 0,20', 'client 0: not acquired'],
    ['AT+CMQTTSSLCFG?', '+CMQTTSSLCFG: 0,2', 'client 0: TLS context 2'],
    ['AT+CMQTTSSLCFG?', '+CMQTTSSLCFG: 1', 'client 1: no TLS context given'],
    [CONNECT, '+CMQTTCONNECT: 0,0', 'client 0: connected to the broker'],
    [CONNECT, '+CMQTTCONNECT: 0,3', 'client 0: the TCP connection to the broker failed'],
    [CONNECT, '+CMQTTCONNECT: 0,26', 'client 0: the broker closed the connection'],
    [CONNECT, '+CMQTTCONNECT: 0,30', 'client 0: refused by the broker: user name or password'],
    [CONNECT, '+CMQTTCONNECT: 0,32', 'client 0: the TLS handshake failed'],
    [CONNECT, '+CMQTTCONNECT: 0,77', 'client 0: code 77, in no manual we know'],
    [CONNECT, '+CMQTTCONNECT: 0', 'client 0: no result given'],
    ['', '+CMQTTCONNECT: 0,3', 'client 0: the TCP connection to the broker failed'],
    [
      'AT+CMQTTCONNECT?',
      '+CMQTTCONNECT: 0,"tcp://broker.example:1883",60,1,"meter","letmein"',
      'client 0: connected to tcp://broker.example:1883',
    ],
    ['AT+CMQTTCONNECT?', '+CMQTTCONNECT: 1', 'client 1: not connected'],
    // The same text, opposite senses.
    ['AT+CMQTTDISC=0,120', '+CMQTTDISC: 0,0', 'client 0: disconnected from the broker'],
    ['AT+CMQTTDISC?', '+CMQTTDISC: 0,0', 'client 0: connected'],
    ['AT+CMQTTDISC?', '+CMQTTDISC: 0,1', 'client 0: disconnected'],
    ['AT+CMQTTDISC=0,120', '+CMQTTDISC: 0,11', 'client 0: not connected to the broker'],
    ['AT+CMQTTTOPIC=0,12', '+CMQTTTOPIC: 0,14', 'client 0: busy with the command before'],
    ['AT+CMQTTPAYLOAD=0,12', '+CMQTTPAYLOAD: 0,22', 'client 0: a length is out of range'],
    ['AT+CMQTTPUB=0,1,60', '+CMQTTPUB: 0,0', 'client 0: published'],
    ['AT+CMQTTPUB=0,1,60', '+CMQTTPUB: 0,6', 'client 0: the broker hung up before it answered'],
    ['AT+CMQTTPUB=0,1,60', '+CMQTTPUB: 0,18', 'client 0: no topic is set'],
    ['AT+CMQTTPUB=0,1,60', '+CMQTTPUB: 0,-1', 'client 0: code -1, in no manual we know'],
    ['AT+CMQTTPUB=0,1,60', '+CMQTTPUB:0,0', 'client 0: published'],
    ['AT+CMQTTPUB=0,1,60', '+CMQTTPUB: x,y', 'client x: result y'],
    ['AT+CMQTTSUB=0,9,1', '+CMQTTSUB: 0,0', 'client 0: subscribed'],
    ['AT+CMQTTUNSUB=0,0', '+CMQTTUNSUB: 0,0', 'client 0: unsubscribed'],
    ['AT+CMQTTWILLTOPIC=0,5', '+CMQTTWILLTOPIC: 0,12', 'client 0: a parameter is wrong'],
  ])('%s → %s', (asked, line, sentence) => {
    expect(readLine(dictionary, asked, line).sentence).toBe(sentence);
  });

  it('never shows the password that AT+CMQTTCONNECT? prints', () => {
    const line = '+CMQTTCONNECT: 0,"tcp://broker.example:1883",60,1,"meter","letmein"';
    const read = readLine(dictionary, 'AT+CMQTTCONNECT?', line);
    expect(read.fields).toEqual({
      client_index: '0',
      server_addr: 'tcp://broker.example:1883',
      keepalive_time: '60 s',
      clean_session: 'new',
      user_name: 'meter',
      pass_word: '(hidden)',
    });
    expect(JSON.stringify(readLine(dictionary, '', line))).not.toContain('letmein');
    expect(JSON.stringify(dictionary.decodeLine(line))).not.toContain('letmein');
    expect(JSON.stringify(dictionary.explainCommand(`${CONNECT},"meter","letmein"`).args)).not.toContain('letmein');
  });

  it('tells a result by its table', () => {
    const [, err] = dictionary.decodeLine('+CMQTTCONNECT: 0,3') ?? [];
    expect(err).toMatchObject({ name: 'err', raw: '3', text: 'sock connect fail', severity: 'error' });
  });
});

describe('what is wrong with an MQTT command', () => {
  it.each([
    ['AT+CMQTTSTART', []],
    ['AT+CMQTTACCQ=0,"client test0"', []],
    ['AT+CMQTTACCQ=0, "client test0",1,4', []],
    ['AT+CMQTTACCQ=2,"x"', ['out-of-range']],
    ['AT+CMQTTACCQ=0,node', ['not-quoted']],
    ['AT+CMQTTACCQ=0', ['missing-parameter']],
    [CONNECT, []],
    [`${CONNECT},"u","p"`, []],
    ['AT+CMQTTCONNECT=0,"broker.example:1883",60,1', ['wrong-beginning']],
    ['AT+CMQTTCONNECT=0,"ssl://broker.example:8883",60,1', ['wrong-beginning']],
    ['AT+CMQTTCONNECT=0,"tcp://broker.example"', ['missing-parameter', 'missing-parameter']],
    ['AT+CMQTTCONNECT=0,"tcp://broker.example",0,1', ['out-of-range']],
    ['AT+CMQTTCONNECT=0,"tcp://broker.example",60,2', ['unknown-value']],
    ['AT+CMQTTCONNECT=0,tcp://broker.example,60,1', ['not-quoted']],
    ['AT+CMQTTDISC=0,120', []],
    ['AT+CMQTTDISC=0,0', []],
    ['AT+CMQTTDISC=0,30', ['out-of-range']],
    ['AT+CMQTTTOPIC=0,1025', ['out-of-range']],
    ['AT+CMQTTPAYLOAD=0,10240', []],
    ['AT+CMQTTPUB=0,1,60', []],
    ['AT+CMQTTPUB=0,3,60', ['unknown-value']],
    ['AT+CMQTTPUB=0,1,5', ['out-of-range']],
    ['AT+CMQTTPUB=0,1', ['missing-parameter']],
    ['AT+CMQTTSUB=0', []],
    ['AT+CMQTTSUB=0,1', []],
    ['AT+CMQTTSUB=0,9,1', []],
    ['AT+CMQTTSUB=0,4,1,1', []],
    ['AT+CMQTTSUB=0,"plant/7/cmd",1', ['not-a-number']],
    ['AT+CMQTTSUB?', ['no-such-form']],
    ['AT+CMQTTSUBTOPIC=0,9,1', []],
    ['AT+CMQTTUNSUB=0,9,0', []],
    ['AT+CMQTTCFG="checkUTF8",0,0', []],
    ['AT+CMQTTCFG="optimeout",0,10', ['out-of-range']],
    ['AT+CMQTTCFG="version",0,4', ['unknown-value']],
    ['AT+CMQTTWILLMSG=0,6,1', []],
  ])('%s', (line, problems) => {
    expect(problemsOf(dictionary, line)).toEqual(problems);
  });

  it.each([
    ['AT+CMQTTSUB=0,"plant/7/cmd",1', []],
    ['AT+CMQTTSUB=0,"plant/7/cmd",2,1', []],
    ['AT+CMQTTSUB=0,9,1', []],
    ['AT+CMQTTUNSUB=0,"plant/7/cmd",0', []],
    ['AT+CMQTTPUB=0,"plant/7/temp",1,4', []],
    ['AT+CMQTTPUB=0,"plant/7/temp",1,4,1', []],
    ['AT+CMQTTPUB=0,1,60', []],
    ['AT+CMQTTCFG="version",0,4', []],
    ['AT+CMQTTCFG="argtopic",0,1,1', []],
    ['AT+CMQTTCFG="aliauth",0,"pk","dev","letmein"', []],
  ])('the newer family knows %s', (line, problems) => {
    expect(problemsOf(newer, line)).toEqual(problems);
  });

  it('hides a device secret', () => {
    expect(newer.explainCommand('AT+CMQTTCFG="aliauth",0,"pk","dev","letmein"').sentence).not.toContain('letmein');
  });
});
