import { describe, expect, it } from 'vitest';
import { createDictionary } from '../../dictionary.ts';
import { problemsOf, readLine } from '../../lines.testkit.ts';
import { HTTP_COMMANDS } from './httpCommands.ts';

const dictionary = createDictionary('sim7600', HTTP_COMMANDS, []);

/** V3.00 chapter 13. */
describe('what the HTTP commands answer', () => {
  it.each([
    ['AT+HTTPACTION=0', '+HTTPACTION: 0,200,1256', 'GET: the server answered 200 OK, 1256 B', {}],
    [
      'AT+HTTPACTION=1',
      '+HTTPACTION: 1,404,0',
      'POST: the server answered 404 Not Found, 0 B',
      { statuscode: 'error' },
    ],
    [
      'AT+HTTPACTION=0',
      '+HTTPACTION: 0,301,0',
      'GET: the server answered 301 Moved Permanently, 0 B',
      { statuscode: 'note' },
    ],
    [
      'AT+HTTPACTION=0',
      '+HTTPACTION: 0,714,0',
      'GET: no answer from the server, error 714 connect socket failed',
      { statuscode: 'error' },
    ],
    ['AT+HTTPACTION=3', '+HTTPACTION: 3,299', 'DELETE: the server answered 299', {}],
    ['AT+HTTPACTION=0', '+HTTPACTION: 9', 'request: no status given', { method: 'warning' }],
    ['', '+HTTPACTION: 0,603,0', 'GET: no answer from the server, error 603 DNS Error', { statuscode: 'error' }],
    ['AT+HTTPHEAD', '+HTTPHEAD: DATA,387', '387 B of header follow', {}],
    ['AT+HTTPHEAD', '+HTTPHEAD: 387', '387 B of header follow', {}],
    ['AT+HTTPREAD?', '+HTTPREAD: LEN,1256', '1256 B of body wait', {}],
    ['AT+HTTPREAD=0,500', '+HTTPREAD: DATA,500', '500 B of body follow', {}],
    ['AT+HTTPREAD=0,10', '+HTTPREAD: 10', '10 B of body follow', {}],
    ['AT+HTTPREAD=0,10', '+HTTPREAD: 0', 'all of the body is read', {}],
    ['AT+HTTPREAD=0,10', '+HTTPREAD: 705', 'reading failed: timeout', { errcode: 'error' }],
    ['AT+HTTPREAD=0,10', '+HTTPREAD: ', 'body', {}],
    ['AT+HTTPPOSTFILE="a.txt",1', '+HTTPPOSTFILE: 1,200,2', 'POST: the server answered 200 OK, 2 B', {}],
    ['AT+HTTPREADFILE="a.txt"', '+HTTPREADFILE: 0', 'the body is stored', {}],
    [
      'AT+HTTPREADFILE="a.txt"',
      '+HTTPREADFILE: 707',
      'storing the body failed: file does not exist, or memory error',
      { errcode: 'error' },
    ],
  ])('%s → %s', (asked, line, sentence, odd) => {
    const read = readLine(dictionary, asked, line);
    expect(read.sentence).toBe(sentence);
    expect(read.odd).toEqual(odd);
  });
});

describe('what is wrong with an HTTP command', () => {
  it.each([
    ['AT+HTTPINIT', []],
    ['AT+HTTPPARA="URL","https://api.example/v1"', []],
    ['AT+HTTPPARA="URL",https://api.example/v1', ['not-quoted']],
    ['AT+HTTPPARA="CONNECTTO",10', ['out-of-range']],
    ['AT+HTTPPARA="RECVTO",2', []],
    ['AT+HTTPPARA="SSLCFG",0', []],
    ['AT+HTTPPARA="CID",1', ['unknown-value']],
    ['AT+HTTPDATA=120,1000', []],
    ['AT+HTTPDATA=120', ['missing-parameter']],
    ['AT+HTTPDATA=200000,1000', ['out-of-range']],
    ['AT+HTTPACTION=1', []],
    ['AT+HTTPACTION=7', ['unknown-value']],
    ['AT+HTTPREAD=500', []],
    ['AT+HTTPREAD=0,500', []],
  ])('%s', (line, problems) => {
    expect(problemsOf(dictionary, line)).toEqual(problems);
  });

  it('never shows the headers a token stands in', () => {
    const { args, sentence } = dictionary.explainCommand('AT+HTTPPARA="USERDATA","Authorization: Bearer letmein"');
    expect(`${JSON.stringify(args)} ${sentence}`).not.toContain('letmein');
  });

  it('warns of a URL without a scheme', () => {
    expect(dictionary.explainCommand('AT+HTTPPARA="URL","api.example/v1"').args[1]).toMatchObject({
      severity: 'warning',
    });
  });
});
