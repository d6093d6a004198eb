import { answer, command, execute, m3, read, test, write } from '../../entryBuilders.ts';
import type { CommandEntry, FieldSpec, LineSpec, Severity } from '../../entryTypes.ts';
import { describeError } from '../../errors/describeError.ts';
import { errorField } from '../../errors/errorField.ts';
import { HTTP_ERRORS } from '../../errors/http.ts';
import { choice, integer, optional, readFields, string, withUnit, word } from '../../fields.ts';
import { AFTER_OK, failureWords, outcome } from '../../outcomes.ts';

const METHODS: Readonly<Record<string, string>> = { 0: 'GET', 1: 'POST', 2: 'HEAD', 3: 'DELETE' };
const METHOD = choice('method', 'method', METHODS);

function judgeStatus(raw: string): Severity | undefined {
  const status = Number(raw);
  if (Number.isNaN(status)) return undefined;
  return status >= 200 && status < 300 ? 'ok' : status >= 300 && status < 400 ? 'note' : 'error';
}

/** `404 Not Found`, `714 connect socket failed`; a status that is in no table as it is. */
const statusWords = (raw: string): string =>
  /^\d{1,4}$/.test(raw) ? `${raw} ${HTTP_ERRORS[Number(raw)]?.[0] ?? ''}`.trimEnd() : raw;

/** The status of the server, or from 600 on an error of the modem. */
const STATUS = integer('statuscode', 'status of the server, or error', {
  words: statusWords,
  judge: judgeStatus,
});
const SIZE = (name: string, meaning: string): FieldSpec => integer(name, meaning, { unit: 'B' });

const ACTION_FIELDS = [METHOD, STATUS, SIZE('datalen', 'body of the answer')];

function actionSentence([method = '', status = '', length = '']: readonly string[]): string {
  const name = METHODS[method] ?? 'request';
  if (!/^\d{1,4}$/.test(status)) return `${name}: no status given`;
  if (Number(status) >= 600) return `${name}: no answer from the server, error ${statusWords(status)}`;
  return `${name}: the server answered ${statusWords(status)}${length === '' ? '' : `, ${withUnit(length, 'B')}`}`;
}

const ERR = errorField('http', 'errcode');
const DATA = word('kind', 'line', { DATA: 'data follows', LEN: 'how much waits' });

/** `LEN,<n>`; `DATA,<n>` or `<n>` alone before data, `0` or an error at the end (V3.00 13.2). */
const block = (name: string, what: string): LineSpec =>
  answer(name, [DATA, SIZE('len', what)], {
    decode: (fields) => {
      if (fields.length > 1) return readFields([DATA, SIZE('len', what)], fields);
      const ends = fields[0] === '0' || Number(fields[0]) >= 600;
      return readFields([ends ? ERR : SIZE('len', what)], fields);
    },
    sentence: (fields) => {
      const [kind = '', length = ''] = fields;
      if (kind === 'LEN') return `${withUnit(length, 'B')} of ${what} wait`;
      const count = fields.length > 1 ? length : kind;
      if (fields.length === 1 && count === '0') return `all of the ${what} is read`;
      if (fields.length === 1 && Number(count) >= 600)
        return `reading failed: ${describeError('http', Number(count)).text}`;
      return count === '' ? what : `${withUnit(count, 'B')} of ${what} follow`;
    },
  });

const SPAN = integer('byte_size', 'bytes at most', { range: [[1, 1_048_576]], unit: 'B' });
const PATH = choice('path', 'storage', { 1: 'C:', 2: 'D:' });

/** Requests (V3.00 13.2). */
export const HTTP_REQUEST_COMMANDS: readonly CommandEntry[] = [
  command({
    name: '+HTTPDATA',
    group: 'http',
    title: 'Body of a request',
    meaning: 'Answers DOWNLOAD and takes exactly as many bytes as announced, then OK.',
    forms: [
      write('AT+HTTPDATA=<size>,<time>', [
        integer('size', 'bytes of the body', { range: [[1, 153_600]], unit: 'B' }),
        integer('time', 'time to send them', { range: [[10, 65_535]], unit: 's' }),
      ]),
    ],
    errors: 'http',
    section: m3('13.2.7'),
  }),
  command({
    name: '+HTTPACTION',
    group: 'http',
    title: 'Send a request',
    meaning:
      'OK only means accepted: the result is +HTTPACTION: <method>,<status>,<length>. Codes from 600 on are errors of the modem.',
    forms: [test('AT+HTTPACTION=?'), write('AT+HTTPACTION=<method>', [METHOD])],
    answers: [answer('+HTTPACTION', ACTION_FIELDS, { sentence: actionSentence })],
    outcome: { ...outcome('+HTTPACTION', 'http', AFTER_OK), code: 1, success: 200 },
    errors: 'http',
    maxSeconds: 120,
    section: m3('13.2'),
  }),
  command({
    name: '+HTTPHEAD',
    group: 'http',
    title: 'Read the header of the response',
    meaning: 'After +HTTPACTION:.',
    forms: [execute('AT+HTTPHEAD')],
    answers: [block('+HTTPHEAD', 'header')],
    errors: 'http',
    maxSeconds: 120,
    section: m3('13.2'),
  }),
  command({
    name: '+HTTPREAD',
    group: 'http',
    title: 'Read the body of the response',
    meaning:
      'After +HTTPACTION:. The query tells how much there is; reading answers OK, the data in one or more blocks, then +HTTPREAD: 0.',
    forms: [
      read('AT+HTTPREAD?'),
      write('AT+HTTPREAD=<byte_size>', [SPAN]),
      write('AT+HTTPREAD=<start_offset>,<byte_size>', [SIZE('start_offset', 'first byte'), SPAN]),
    ],
    answers: [block('+HTTPREAD', 'body')],
    errors: 'http',
    maxSeconds: 120,
    section: m3('13.2'),
  }),
  command({
    name: '+HTTPPOSTFILE',
    group: 'http',
    title: 'Send a file',
    meaning: 'Sends a file of the modem as the body of a request. The result is +HTTPPOSTFILE:.',
    forms: [
      test('AT+HTTPPOSTFILE=?'),
      write('AT+HTTPPOSTFILE=<filename>[,<path>]', [string('filename', 'file'), optional(PATH)]),
    ],
    answers: [answer('+HTTPPOSTFILE', ACTION_FIELDS, { sentence: actionSentence })],
    outcome: { ...outcome('+HTTPPOSTFILE', 'http', AFTER_OK), code: 1, success: 200 },
    errors: 'http',
    maxSeconds: 120,
    section: m3('13.2'),
  }),
  command({
    name: '+HTTPREADFILE',
    group: 'http',
    title: 'Store the response in a file',
    meaning: 'Writes the body of the response to a file of the modem. The result is +HTTPREADFILE: 0.',
    forms: [
      test('AT+HTTPREADFILE=?'),
      write('AT+HTTPREADFILE=<filename>[,<path>]', [string('filename', 'file'), optional(PATH)]),
    ],
    answers: [
      answer('+HTTPREADFILE', [ERR], {
        sentence: ([code = '']) =>
          code === '0' ? 'the body is stored' : `storing the body failed: ${failureWords('http', code)}`,
      }),
    ],
    outcome: outcome('+HTTPREADFILE', 'http', AFTER_OK),
    errors: 'http',
    maxSeconds: 120,
    caution: { forms: ['write'], why: 'writes a file of the modem; one of the same name is replaced' },
    section: m3('13.2'),
  }),
];
