import { describe, expect, it } from 'vitest';
import { createDictionary } from '../../dictionary.ts';
import { problemsOf, readLine } from '../../lines.testkit.ts';
import { FILE_COMMANDS } from './fileCommands.ts';
import { FTP_COMMANDS } from './ftpCommands.ts';

const dictionary = createDictionary('sim7600', [...FILE_COMMANDS, ...FTP_COMMANDS], []);
const LOGIN = 'AT+CFTPSLOGIN="ftp.example",21,"meter","letmein",0';

/** V3.00 chapters 12 and 20. */
describe('what the file commands answer', () => {
  it.each([
    ['AT+FSMEM', '+FSMEM: C:(11348480,2201600)', 'C: 9146880 B of 11348480 B free'],
    ['AT+FSMEM', '+FSMEM: C:(100,40),D:(200, 0)', 'C: 60 B of 100 B free,D: 200 B of 200 B free'],
    ['AT+FSMEM', '+FSMEM: C:76288byte', 'C:76288byte'],
  ])('%s → %s', (asked, line, words) => {
    expect(readLine(dictionary, asked, line).fields).toEqual({ memory: words });
  });

  it.each([
    ['AT+FSATTRI=ca.pem', '+FSATTRI: 1201', '1201 B'],
    ['AT+FSLS', 'ca.pem', 'ca.pem'],
    ['AT+FSLS', '+FSLS: FILES:', 'List files: heading FILES:'],
    ['AT+FSCOPY=a,b', '+FSCOPY: 50', '50 % copied'],
    ['AT+FSCOPY=a,b', '+FSCOPY: END', 'copied'],
    ['AT+CFTRANTX="a.txt"', '+CFTRANTX: DATA,475', '475 B follow'],
    ['AT+CFTRANTX="a.txt"', '+CFTRANTX: 0', 'all of the file is read'],
    ['AT+CFTPSSTART', '+CFTPSSTART: 0', 'FTP: started'],
    [LOGIN, '+CFTPSLOGIN: 0', 'FTP: logged in'],
    // 10 of this table is no SIM that is missing.
    [LOGIN, '+CFTPSLOGIN: 10', 'FTP: code 10, in no manual we know'],
    [LOGIN, '+CME ERROR: 208', 'failed to log in: user name or password'],
    ['AT+CFTPSGET="a.txt"', '+CFTPSGET: DATA,1024', '1024 B follow'],
    ['AT+CFTPSGET="a.txt"', '+CFTPSGET: 0', 'FTP: done'],
    ['AT+CFTPSSIZE="a.txt"', '+CFTPSSIZE: 1024', 'size or error 1024'],
  ])('%s → %s', (asked, line, sentence) => {
    expect(readLine(dictionary, asked, line).sentence).toBe(sentence);
  });

  it('never shows a password', () => {
    const line = '+CFTPSLOGIN: "ftp.example",21,"meter","letmein",0';
    expect(JSON.stringify(readLine(dictionary, 'AT+CFTPSLOGIN?', line))).not.toContain('letmein');
    expect(dictionary.explainCommand(LOGIN).sentence).not.toContain('letmein');
  });
});

describe('what is wrong with a file command', () => {
  it.each([
    [LOGIN, []],
    ['AT+CFTPSLOGIN="ftp.example",0,"u","p"', ['out-of-range']],
    ['AT+CFTRANRX="a.txt",120', []],
    ['AT+CFTRANRX="a.txt"', ['missing-parameter']],
    ['AT+FSDEL=a.txt', []],
    ['AT+CFTPSGETFILE="a.txt",3', ['unknown-value']],
  ])('%s', (line, problems) => {
    expect(problemsOf(dictionary, line)).toEqual(problems);
  });
});
