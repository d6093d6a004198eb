import { describe, expect, test } from 'vitest';
import { createDictionary } from './dictionary.ts';
import { answer, command, m3, read, test as testForm, write } from './entryBuilders.ts';
import { integer, optional, string, word } from './fields.ts';
import { problemsOf } from './lines.testkit.ts';

const URI = string('uri', 'address of the broker', { begins: 'tcp://', length: [9, 256] });
const dictionary = createDictionary(
  'sim7600',
  [
    command({
      name: '+CONN',
      group: 'mqtt',
      title: 'Connect',
      meaning: 'For the test.',
      forms: [
        testForm('AT+CONN=?'),
        read('AT+CONN?'),
        write('AT+CONN=<client>,<uri>[,<user>[,<pass>]]', [
          integer('client', 'client', { range: [[0, 1]] }),
          URI,
          optional(string('user', 'user')),
          optional(string('pass', 'password', { secret: true, length: [1, 4] })),
        ]),
      ],
      answers: [answer('+CONN', [integer('client', 'client')])],
      section: m3('0'),
    }),
    command({
      name: '+OPEN',
      group: 'tcpip',
      title: 'Open',
      meaning: 'For the test.',
      forms: [
        write('AT+OPEN=<n>,"TCP",<host>,<port>', [
          integer('n', 'link'),
          word('type', 'protocol', { TCP: 'TCP' }),
          string('host', 'host'),
          integer('port', 'port', { range: [[1, 65_535]] }),
        ]),
        write('AT+OPEN=<n>,"UDP",,,<local>', [
          integer('n', 'link'),
          word('type', 'protocol', { UDP: 'UDP' }),
          optional(string('host', 'left empty')),
          optional(integer('port', 'left empty')),
          integer('local', 'port here', { range: [[1, 65_535]] }),
        ]),
      ],
      section: m3('0'),
    }),
    command({
      name: '+JOIN',
      families: ['rak3172', 'stm32wl'],
      group: 'lora',
      title: 'Join',
      meaning: 'For the test.',
      forms: [read('AT+JOIN?')],
      section: 'test',
    }),
  ],
  [],
);

test.each([
  ['AT+CONN=0,"tcp://b.example:1883"', []],
  ['AT+CONN=0, "tcp://b.example"', []],
  ['at+conn=0,"TCP://b.example"', []],
  ['AT+CONN?', []],
  ['AT+CONN=?', []],
  ['AT+CONN', ['no-such-form']],
  ['AT+CONN=', ['missing-parameter', 'missing-parameter']],
  ['AT+CONN=0', ['missing-parameter']],
  ['AT+CONN=2,"tcp://b.example"', ['out-of-range']],
  ['AT+CONN=x,"tcp://b.example"', ['not-a-number']],
  ['AT+CONN=0,"b.example:1883"', ['wrong-beginning']],
  ['AT+CONN=0,"mqtt://b.example"', ['wrong-beginning']],
  ['AT+CONN=0,"tcp://x"', ['wrong-length']],
  ['AT+CONN=0,tcp://b.example', ['not-quoted']],
  ['AT+CONN=0,"tcp://b.example', ['unclosed-quote']],
  ['AT+CONN=0,"tcp://b.example","u","secret"', ['wrong-length']],
  ['AT+CONN=0,"tcp://b.example","u","p",1', ['too-many-parameters']],
  // As text, as UTF-8 read byte by byte, as Windows-1252.
  ['AT+CONN=0,\u201ctcp://b.example\u201d', ['typographic-quotes']],
  ['AT+CONN=0,\u00e2\u0080\u009ctcp://b.example\u00e2\u0080\u009d', ['typographic-quotes']],
  ['AT+CONN=0,\u0093tcp://b.example\u0094', ['typographic-quotes']],
  // An O with an acute accent in UTF-8 ends in the byte that is a quote in Windows-1252.
  ['AT+CONN=0,"tcp://b.example","\u00c3\u0093"', []],
  [`AT+CONN=0,"tcp://b.example","${'u'.repeat(540)}"`, ['line-too-long']],
  // Each layout is tried.
  ['AT+OPEN=0,"TCP","b.example",1883', []],
  ['AT+OPEN=0,"UDP",,,5000', []],
  ['AT+OPEN=0,"UDP",,,0', ['out-of-range']],
  ['AT+OPEN=0,"TCP","b.example",0', ['out-of-range']],
  ['AT+OPEN=0,"SCTP","b.example",1', ['unknown-value']],
  // Not in the dictionary, or no command.
  ['AT+COMN=0', ['unknown-command']],
  ['AT+SMCONN', ['unknown-command']],
  ['AT+JOIN?', ['other-family']],
  [`AT+CONN?${';+CONN?'.repeat(39)}`, ['too-many-commands']],
  [`AT+CONN?${';+CONN?'.repeat(38)}`, []],
  ['hello', ['not-a-command']],
  ['', ['not-a-command']],
  ['\u001aAT+CONN?', ['not-a-command']],
])('%s', (line, problems) => {
  expect(problemsOf(dictionary, line)).toEqual(problems);
});

describe('what is said', () => {
  test.each([
    ['AT+CONN=0,"b.example"', 'uri must begin with tcp://.', 1],
    ['AT+CONN=2,"tcp://b.example"', 'client: 2 is not allowed; 0 to 1.', 0],
    ['AT+CONN=0', 'uri is missing: address of the broker.', 1],
    ['AT+CONN=0,"tcp://b.example","u","secret"', 'pass must have 1 to 4 characters.', 3],
    ['AT+CONN=0,"tcp://b.example","u","p",1', '5 parameters where at most 4 are allowed.', 4],
    ['AT+COMN=0', 'AT+COMN is not known for this family; the nearest is AT+CONN.', null],
    ['AT+JOIN?', 'AT+JOIN is a command of RAK3172, STM32WL, not of SIM7600.', null],
    ['AT+QMTPUBEX', 'AT+QMTPUBEX is not known for this family.', null],
    [
      'AT+CONN',
      'AT+CONN has no such form; it is used as AT+CONN=?, AT+CONN?, AT+CONN=<client>,<uri>[,<user>[,<pass>]].',
      null,
    ],
    ['hello', 'Not a command line: it does not begin with AT.', null],
  ])('of %s', (line, message, parameter) => {
    expect(dictionary.explainCommand(line).problems).toContainEqual(expect.objectContaining({ message, parameter }));
  });

  test('arguments are read by the layout that fits', () => {
    const { args, syntax, form } = dictionary.explainCommand('AT+OPEN=1,"UDP",,,5000');
    expect(form).toBe('write');
    expect(syntax?.syntax).toBe('AT+OPEN=<n>,"UDP",,,<local>');
    expect(args.map(({ name, text }) => `${name}=${text}`)).toEqual([
      'n=1',
      'type=UDP',
      'host=not given',
      'port=not given',
      'local=5000',
    ]);
  });

  test.each([
    ['AT+CONN?', 'Connect: ask'],
    ['AT+CONN=?', 'Connect: ask for the allowed values'],
    ['AT+CONN=1,"tcp://b.example","u","pwd"', 'Connect: client 1, uri tcp://b.example, user u, pass (hidden)'],
    ['AT+FOO=1,2', 'unknown command'],
    ['hello', 'not a command line'],
  ])('%s', (line, sentence) => {
    expect(dictionary.explainCommand(line).sentence).toBe(sentence);
  });

  test('an unknown command keeps its arguments', () => {
    expect(dictionary.explainCommand('AT+FOO=1,"a,b"').args).toEqual([
      { name: 'parameter 1', raw: '1', text: '1' },
      { name: 'parameter 2', raw: 'a,b', text: 'a,b' },
    ]);
  });
});

test('the commands of a line are explained one by one', () => {
  const all = dictionary.explainCommandLine('AT+CONN?;+OPEN=0,"TCP","a;b",1;+FOO');
  expect(all.map(({ name, form, problems }) => [name, form, problems.map(({ code }) => code)])).toEqual([
    ['+CONN', 'read', []],
    ['+OPEN', 'write', []],
    ['+FOO', 'execute', ['unknown-command']],
  ]);
});
