import { answer, command, execute, m3, test, write } from '../../entryBuilders.ts';
import type { CommandEntry } from '../../entryTypes.ts';
import { integer, string } from '../../fields.ts';
import { CERTIFICATE_FILE } from './sslFields.ts';

/** Certificate files of the modem (V3.00 10.2). */
export const CERTIFICATE_COMMANDS: readonly CommandEntry[] = [
  command({
    name: '+CCERTDOWN',
    group: 'ssl',
    title: 'Store a certificate',
    meaning:
      'Asks for the file with > and takes exactly as many bytes as announced. PEM files want LF line ends: CR LF or a wrong length end in error 34 at the next TLS connection.',
    forms: [
      test('AT+CCERTDOWN=?'),
      write('AT+CCERTDOWN=<filename>,<len>', [
        CERTIFICATE_FILE('filename', 'name'),
        integer('len', 'bytes of the file', { range: [[1, 10_240]], unit: 'B' }),
      ]),
    ],
    errors: 'ssl',
    caution: { forms: ['write'], why: 'writes a file of the modem; one of the same name is replaced' },
    section: m3('10.2'),
  }),
  command({
    name: '+CCERTLIST',
    group: 'ssl',
    title: 'List certificates',
    meaning: 'One line per certificate file.',
    forms: [test('AT+CCERTLIST=?'), execute('AT+CCERTLIST')],
    answers: [
      answer('+CCERTLIST', [string('filename', 'file')], {
        sentence: ([file = '']) => (file === '' ? 'certificate file' : `certificate file ${file}`),
      }),
    ],
    errors: 'ssl',
    section: m3('10.2'),
  }),
  command({
    name: '+CCERTDELE',
    group: 'ssl',
    title: 'Delete a certificate',
    meaning: 'Removes the file from the modem.',
    forms: [test('AT+CCERTDELE=?'), write('AT+CCERTDELE=<filename>', [CERTIFICATE_FILE('filename', 'name')])],
    errors: 'ssl',
    caution: { forms: ['write'], why: 'deletes the certificate from the modem' },
    section: m3('10.2'),
  }),
];
