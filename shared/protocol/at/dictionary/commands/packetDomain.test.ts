import { describe, expect, test } from 'vitest';
import { cautionOf } from '../caution.ts';
import { createDictionary } from '../dictionary.ts';
import { problemsOf, readLine } from '../lines.testkit.ts';

const dictionary = createDictionary('sim7600');
const newer = createDictionary('a76xx');

describe('AT+CGDCONT (V3.00 8.2.4)', () => {
  test.each([
    [
      '+CGDCONT: 1,"IP","iot.example","0.0.0.0",0,0,0,0',
      { cid: '1', PDP_type: 'IPv4', APN: 'iot.example', PDP_addr: 'given by the network', d_comp: 'off' },
      'context 1: IPv4, APN iot.example',
    ],
    [
      '+CGDCONT:2,"IPV4V6","ims","0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0",0,0,0,0',
      { cid: '2', PDP_type: 'IPv4 and IPv6', APN: 'ims', PDP_addr: 'given by the network' },
      'context 2: IPv4 and IPv6, APN ims',
    ],
    ['+CGDCONT: 1,"IP",""', { APN: 'not given' }, 'context 1: IPv4, no APN'],
    ['+CGDCONT: 1, "IPV6" , "iot.example"', { PDP_type: 'IPv6' }, 'context 1: IPv6, APN iot.example'],
    [
      '+CGDCONT: 3,"IP","sos","10.1.2.3",0,0,0,1,1,1',
      { request_type: 'emergency', IM_CN: 'yes' },
      'context 3: IPv4, APN sos',
    ],
  ])('%s', (line, fields, sentence) => {
    const read = readLine(dictionary, 'AT+CGDCONT?', line);
    expect(read.fields).toMatchObject(fields);
    expect(read.sentence).toBe(sentence);
    expect(read.odd).toEqual({});
  });

  test.each([
    ['+CGDCONT: 30,"IP","x"', { cid: 'warning' }],
    ['+CGDCONT: 1,"X25","x"', { PDP_type: 'warning' }],
    ['+CGDCONT: 1,"I\u00d0","x"', { PDP_type: 'warning' }],
    ['+CGDCONT: 1,"IP","x","",0,0,0,0,0,0,9', { 'field 11': 'note' }],
  ])('%s does not fit', (line, odd) => {
    expect(readLine(dictionary, 'AT+CGDCONT?', line).odd).toEqual(odd);
  });

  test.each([
    ['AT+CGDCONT=1,"IP","iot.example"', []],
    ['AT+CGDCONT=1', []],
    ['AT+CGDCONT=1,"ip","iot.example"', []],
    ['AT+CGDCONT=100,"IP","a"', []],
    ['AT+CGDCONT=25,"IP","a"', ['out-of-range']],
    ['AT+CGDCONT="IP","a"', ['not-a-number', 'unknown-value']],
    ['AT+CGDCONT=1,IP,"a"', ['not-quoted']],
    ['AT+CGDCONT=1,"IP",iot.example', ['not-quoted']],
    ['AT+CGDCONT=1,"IP","iot.example', ['unclosed-quote']],
    ['AT+CGDCONT=1,\u201dIP\u201d,\u201da\u201d', ['typographic-quotes']],
  ])('%s', (line, problems) => {
    expect(problemsOf(dictionary, line)).toEqual(problems);
  });

  test('the newer family has fewer contexts', () => {
    expect(problemsOf(newer, 'AT+CGDCONT=15,"IP","a"')).toEqual([]);
    expect(problemsOf(newer, 'AT+CGDCONT=16,"IP","a"')).toEqual(['out-of-range']);
  });

  test('writing outlives a reset', () => {
    expect(cautionOf(dictionary.explainCommand('AT+CGDCONT=1,"IP","a"'))).toMatch(/kept over a reset/);
    expect(cautionOf(dictionary.explainCommand('AT+CGDCONT?'))).toBeNull();
  });
});

describe('AT+CGPADDR (8.2.12)', () => {
  test.each([
    ['+CGPADDR: 1,100.111.74.74', { address: '100.111.74.74 (inside the operator’s network)' }],
    ['+CGPADDR: 1,"100.111.74.74"', { address: '100.111.74.74 (inside the operator’s network)' }],
    ['+CGPADDR:1, 203.0.113.7', { address: '203.0.113.7 (public)' }],
    ['+CGPADDR: 1,10.4.2.9,32.1.13.184.0.0.0.0.0.0.0.0.0.0.0.1', { 'address 2': '2001:db8::1' }],
    ['+CGPADDR: 1', { cid: '1' }],
  ])('%s', (line, fields) => {
    const { fields: read, odd } = readLine(dictionary, 'AT+CGPADDR=1', line);
    expect(read).toMatchObject(fields);
    expect(odd).toEqual({});
  });

  test.each([
    ['+CGPADDR: 4,0.0.0.0', 'context 4: 0.0.0.0 (none yet)', { address: 'note' }],
    ['+CGPADDR: 4,', 'context 4 has no address', {}],
    ['+CGPADDR: 4,0.0\u00e0', 'context 4: 0.0\u00e0', {}],
  ])('%s', (line, sentence, odd) => {
    expect(readLine(dictionary, 'AT+CGPADDR', line)).toMatchObject({ sentence, odd });
  });
});

describe('AT+CGACT, AT+CGATT, AT+CGAUTH, AT+CGEREP', () => {
  test.each([
    ['AT+CGACT?', '+CGACT: 1,1', 'context 1 active', { cid: '1', state: 'active' }],
    ['AT+CGACT?', '+CGACT: 2,0', 'context 2 not active', { state: 'not active' }],
    ['AT+CGATT?', '+CGATT: 1', 'Attach to packet data: state attached', { state: 'attached' }],
    ['AT+CGATT?', '+CGATT: 0', 'Attach to packet data: state detached', { state: 'detached' }],
    [
      'AT+CGEREP?',
      '+CGEREP: 2,0',
      'Reports of packet data: mode kept back in data mode, bfr dropped',
      { bfr: 'dropped' },
    ],
    ['AT+CGDATA=?', '+CGDATA: ("PPP")', 'Data mode: L2P ("PPP")', { L2P: '("PPP")' }],
  ])('%s %s', (asked, line, sentence, fields) => {
    const read = readLine(dictionary, asked, line);
    expect(read.sentence).toBe(sentence);
    expect(read.fields).toMatchObject(fields);
  });

  test('a password is never shown', () => {
    const read = readLine(dictionary, 'AT+CGAUTH?', '+CGAUTH: 1,1,"user","hunter2"');
    expect(read.fields).toEqual({ cid: '1', auth_type: 'PAP', user: 'user', passwd: '(hidden)' });
    expect(JSON.stringify(read)).not.toContain('hunter2');
    const sent = dictionary.explainCommand('AT+CGAUTH=1,0,"hunter2","user"');
    expect(JSON.stringify(sent.args)).not.toContain('hunter2');
    expect(sent.sentence).toBe(
      'User name and password of a context: cid 1, auth_type none: user and password are not used, passwd (hidden), user user',
    );
  });

  test.each([
    ['AT+CGAUTH=1,4,"p","u"', ['unknown-value']],
    ['AT+CGATT=2', ['unknown-value']],
    ['AT+CGACT=1,1', []],
    ['AT+CGACT=1,1,1', ['too-many-parameters']],
    ['AT+CGACT', ['no-such-form']],
    ['AT+CGEREP=2,1', []],
  ])('%s', (line, problems) => {
    expect(problemsOf(dictionary, line)).toEqual(problems);
  });
});

describe('contexts of the older socket service (V1.01)', () => {
  test.each([
    ['AT+CGSOCKCONT?', '+CGSOCKCONT: 1,"IP","iot.example","0.0.0.0",0,0', 'context 1: IPv4, APN iot.example'],
    ['AT+CSOCKSETPN?', '+CSOCKSETPN: 1', 'Context the sockets use: cid 1'],
  ])('%s %s', (asked, line, sentence) => {
    expect(readLine(dictionary, asked, line).sentence).toBe(sentence);
  });

  test('neither order of the credentials shows them', () => {
    expect(readLine(dictionary, 'AT+CSOCKAUTH?', '+CSOCKAUTH: 1,1,"a","b"').fields).toEqual({
      cid: '1',
      auth_type: 'PAP',
      first: '(hidden)',
      second: '(hidden)',
    });
  });

  test('is of the older family', () => {
    expect(newer.command('+CGSOCKCONT')).toBeUndefined();
    expect(problemsOf(dictionary, 'AT+CSOCKSETPN=0')).toEqual(['out-of-range']);
  });
});
