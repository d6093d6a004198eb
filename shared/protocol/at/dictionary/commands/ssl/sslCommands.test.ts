import { describe, expect, it } from 'vitest';
import { createDictionary } from '../../dictionary.ts';
import { problemsOf, readLine } from '../../lines.testkit.ts';
import { SSL_COMMANDS } from './sslCommands.ts';

const dictionary = createDictionary('sim7600', SSL_COMMANDS, []);
const newer = createDictionary('a76xx', SSL_COMMANDS, []);

/** V3.00 chapter 10. */
describe('what the TLS commands answer', () => {
  it.each([
    [
      'AT+CSSLCFG?',
      '+CSSLCFG: 0,4,1,1,300,"ca.pem","","",1,"",0xFFFF',
      'TLS context 0, the server is checked, CA ca.pem, server name sent',
    ],
    ['AT+CSSLCFG=3', '+CSSLCFG: 3,4,0,1,300,"","",""', 'TLS context 3, nobody is checked, no CA'],
    ['AT+CSSLCFG=3', '+CSSLCFG: 3', 'TLS context 3, check of certificates not given, no CA'],
    ['AT+CCERTLIST', '+CCERTLIST: "cacert.pem"', 'certificate file cacert.pem'],
    ['AT+CCHSTART', '+CCHSTART: 0', 'TLS service: started'],
    ['AT+CCHSTART', '+CCHSTART: 9', 'TLS service: network error'],
    ['AT+CCHSTOP', '+CCHSTOP: 0', 'TLS service: stopped'],
    ['AT+CCHOPEN=0,"b.example",8883', '+CCHOPEN: 0,0', 'session 0: open'],
    ['AT+CCHOPEN=0,"b.example",8883', '+CCHOPEN: 0,15', 'session 0: handshake error'],
    ['AT+CCHOPEN=0,"b.example",8883', '+CCHOPEN: 1,', 'session 1: no result given'],
    ['AT+CCHOPEN?', '+CCHOPEN: 0,"b.example",8883,2,1', 'session 0: b.example:8883'],
    ['AT+CCHOPEN?', '+CCHOPEN: 1,"",,,', 'session 1: not open'],
    ['AT+CCHSEND=0,10', '+CCHSEND: 0,0', 'session 0: sent'],
    ['AT+CCHSEND=0,10', '+CCHSEND: 0,18', 'session 0: send data timeout'],
    ['AT+CCHRECV?', '+CCHRECV: LEN,120,0', 'waiting: 120 B in session 0, 0 B in session 1'],
    ['AT+CCHRECV=0', '+CCHRECV: DATA,0,120', 'session 0: 120 B follow'],
    ['AT+CCHRECV=0', '+CCHRECV: 0,0', 'session 0: all is read'],
    ['AT+CCHRECV=0', '+CCHRECV: 0,4', 'session 0: peer closed'],
    ['AT+CCHCLOSE=0', '+CCHCLOSE: 0,0', 'session 0: closed'],
    ['AT+CCHADDR', '+CCHADDR: 10.44.0.7', 'own address 10.44.0.7'],
  ])('%s → %s', (asked, line, sentence) => {
    expect(readLine(dictionary, asked, line).sentence).toBe(sentence);
  });

  it('never shows the password of a key', () => {
    const { fields, sentence } = readLine(
      dictionary,
      'AT+CSSLCFG?',
      '+CSSLCFG: 0,4,2,1,300,"ca.pem","c.pem","k.pem",0,"letmein",0x002F',
    );
    expect(fields).toMatchObject({ keypwd: '(hidden)', ciphersuites: 'TLS_RSA_WITH_AES_128_CBC_SHA' });
    expect(`${sentence} ${dictionary.explainCommand('AT+CSSLCFG="keypwd",0,"letmein"').sentence}`).not.toContain(
      'letmein',
    );
  });

  it('marks what lets a broker or an attacker in', () => {
    expect(readLine(dictionary, 'AT+CSSLCFG=0', '+CSSLCFG: 0,1,0,1,300,"","","",0,"",0xFFFF').odd).toEqual({
      sslversion: 'note',
      authmode: 'note',
      enableSNI: 'note',
    });
  });
});

describe('what is wrong with a TLS command', () => {
  it.each([
    ['AT+CSSLCFG="sslversion",0,4', []],
    ['AT+CSSLCFG="sslversion",0,5', ['unknown-value']],
    ['AT+CSSLCFG="sslversion",10,4', ['out-of-range']],
    ['AT+CSSLCFG="authmode",0,2', []],
    ['AT+CSSLCFG="authmode",0,4', ['unknown-value']],
    ['AT+CSSLCFG="negotiatetime",0,5', ['out-of-range']],
    ['AT+CSSLCFG="cacert",0,"ca.pem"', []],
    ['AT+CSSLCFG="cacert",0,ca.pem', ['not-quoted']],
    ['AT+CSSLCFG="cacert",0,"a"', ['wrong-length']],
    ['AT+CSSLCFG="enableSNI",0,1', []],
    ['AT+CSSLCFG="ENABLESNI",0,1', []],
    ['AT+CSSLCFG="sni",0,1', ['unknown-value']],
    ['AT+CSSLCFG="ignorecertCN",0,1', ['unknown-value']],
    ['AT+CSSLCFG="ciphersuites",0,0xFFFF', []],
    ['AT+CSSLCFG="ciphersuites",0,all', ['not-hexadecimal']],
    ['AT+CSSLCFG=0', []],
    ['AT+CCERTDOWN="ca.pem",1201', []],
    ['AT+CCERTDOWN="ca.pem",20000', ['out-of-range']],
    ['AT+CCERTDOWN="ca.pem"', ['missing-parameter']],
    ['AT+CCHSET=1,1', []],
    ['AT+CCHSET=1', []],
    ['AT+CCHOPEN=0,"b.example",8883,2', []],
    ['AT+CCHOPEN=2,"b.example",8883', ['out-of-range']],
    ['AT+CCHSEND=0,2049', ['out-of-range']],
    ['AT+CCHCFG="sslctx",0,0', []],
    ['AT+CCHCFG="sendtimeout",0,60', []],
  ])('%s', (line, problems) => {
    expect(problemsOf(dictionary, line)).toEqual(problems);
  });

  it('knows more settings in the newer family', () => {
    expect(problemsOf(newer, 'AT+CSSLCFG="ignorecertCN",0,1')).toEqual([]);
    expect(newer.explainCommand('AT+CSSLCFG="password",0,"letmein"').sentence).not.toContain('letmein');
  });

  it('warns of a file name the modem will not take', () => {
    const [, , file] = dictionary.explainCommand('AT+CSSLCFG="cacert",0,"ca.cert"').args;
    expect(file).toMatchObject({ name: 'cacert', severity: 'warning' });
  });
});
