import { answer, command, execute, m3, read, test, write } from '../../entryBuilders.ts';
import type { CommandEntry, FieldSpec, FormSpec, LineSpec } from '../../entryTypes.ts';
import { errorField } from '../../errors/errorField.ts';
import { choice, integer, optional, readFields, string, text, withUnit } from '../../fields.ts';
import { AFTER_OK, outcome, serviceOutcome } from '../../outcomes.ts';

const ERR = errorField('ftps', 'errcode');
const FILE: FieldSpec = string('filename', 'file');
const DIRECTORY = choice('dir', 'directory of the modem', { 1: 'C:', 2: 'D:' });
const SIZE = (name: string, meaning: string): FieldSpec => integer(name, meaning, { unit: 'B' });

/** `DATA,475` before data, `0` at the end. */
const dataLine = (name: string): LineSpec => {
  const ended = serviceOutcome('FTP', 'done', 'ftps');
  return answer(name, [ERR], {
    decode: (fields) =>
      readFields(
        fields[0] === 'DATA' ? [text('kind', 'line'), SIZE('len', 'bytes that follow')] : [ERR],
        fields.slice(0, 2),
      ),
    sentence: (fields, context) =>
      fields[0] === 'DATA' ? `${withUnit(fields[1] ?? '', 'B')} follow` : ended(fields, context),
  });
};

const ftp = (name: string, title: string, meaning: string, forms: readonly FormSpec[], line: LineSpec): CommandEntry =>
  command({
    name,
    group: 'file',
    title,
    meaning: `${meaning} The result is ${name}: 0; an error of the modem itself is +CME ERROR: 201 to 214.`,
    forms,
    answers: [line],
    // The first field: the last one of a DATA line is a length.
    outcome: { ...outcome(name, 'ftps', AFTER_OK), code: 0 },
    errors: 'ftps',
    section: m3('12'),
  });

const result = (name: string, done: string): LineSpec =>
  answer(name, [ERR], { sentence: serviceOutcome('FTP', done, 'ftps') });

/** FTP(S) (V3.00 chapter 12). */
export const FTP_COMMANDS: readonly CommandEntry[] = [
  ftp(
    '+CFTPSSTART',
    'Start FTP',
    'Activates the data connection.',
    [execute('AT+CFTPSSTART')],
    result('+CFTPSSTART', 'started'),
  ),
  ftp('+CFTPSSTOP', 'Stop FTP', 'After AT+CFTPSLOGOUT.', [execute('AT+CFTPSSTOP')], result('+CFTPSSTOP', 'stopped')),
  ftp(
    '+CFTPSLOGIN',
    'Log in to an FTP server',
    'After AT+CFTPSSTART.',
    [
      test('AT+CFTPSLOGIN=?'),
      read('AT+CFTPSLOGIN?'),
      write('AT+CFTPSLOGIN=<host>,<port>,<username>,<password>[,<server_type>]', [
        string('host', 'server'),
        integer('port', 'port', { range: [[1, 65_535]] }),
        string('username', 'user name'),
        string('password', 'password', { secret: true }),
        optional(
          choice('server_type', 'kind', {
            0: 'FTP',
            1: 'FTPS, AUTH SSL',
            2: 'FTPS, AUTH TLS',
            3: 'FTPS, implicit',
          }),
        ),
      ]),
    ],
    answer('+CFTPSLOGIN', [ERR], {
      // The query prints host, port, user and password.
      decode: (fields) =>
        readFields(
          fields.length > 1
            ? [
                string('host', 'server'),
                integer('port', 'port'),
                string('username', 'user name'),
                string('password', 'password', { secret: true }),
                text('server_type', 'kind'),
              ]
            : [ERR],
          fields,
        ),
      sentence: (fields, context) =>
        fields.length > 1
          ? `FTP server ${fields[0] ?? ''}`
          : serviceOutcome('FTP', 'logged in', 'ftps')(fields, context),
    }),
  ),
  ftp(
    '+CFTPSLOGOUT',
    'Log out',
    'Before AT+CFTPSSTOP.',
    [execute('AT+CFTPSLOGOUT')],
    result('+CFTPSLOGOUT', 'logged out'),
  ),
  ftp(
    '+CFTPSLIST',
    'List a directory of the server',
    'The list comes as data.',
    [execute('AT+CFTPSLIST'), write('AT+CFTPSLIST=<dir>', [string('dir', 'directory')])],
    dataLine('+CFTPSLIST'),
  ),
  // Its result is a size or an error, told apart by nothing.
  command({
    name: '+CFTPSSIZE',
    group: 'file',
    title: 'Size of a file of the server',
    meaning: 'The answer is the size in bytes, or an error; some servers do not know the command.',
    forms: [write('AT+CFTPSSIZE=<filename>', [FILE])],
    answers: [
      answer('+CFTPSSIZE', [SIZE('size', 'size, or error')], {
        sentence: ([size = '']) => `size or error ${size}`,
      }),
    ],
    errors: 'ftps',
    section: m3('12'),
  }),
  ftp(
    '+CFTPSGET',
    'Read a file of the server',
    'The file comes as data.',
    [write('AT+CFTPSGET=<filename>[,<rest_size>]', [FILE, optional(SIZE('rest_size', 'bytes to leave out'))])],
    dataLine('+CFTPSGET'),
  ),
  ftp(
    '+CFTPSGETFILE',
    'Fetch a file of the server',
    'Into the file system of the modem.',
    [write('AT+CFTPSGETFILE=<filename>[,<dir>]', [FILE, optional(DIRECTORY)])],
    result('+CFTPSGETFILE', 'file fetched'),
  ),
  ftp(
    '+CFTPSPUT',
    'Write a file of the server',
    'Asks for the data with >.',
    [write('AT+CFTPSPUT=<filename>[,<data_len>]', [FILE, optional(SIZE('data_len', 'bytes of the file'))])],
    result('+CFTPSPUT', 'file written'),
  ),
  ftp(
    '+CFTPSPUTFILE',
    'Send a file to the server',
    'From the file system of the modem.',
    [write('AT+CFTPSPUTFILE=<filename>[,<dir>]', [FILE, optional(DIRECTORY)])],
    result('+CFTPSPUTFILE', 'file sent'),
  ),
];
