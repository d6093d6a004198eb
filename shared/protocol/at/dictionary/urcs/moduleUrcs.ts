import { CGNSSINFO_LINE, CGPSINFO_LINE } from '../commands/gnss/gnssCommands.ts';
import { m3 } from '../entryBuilders.ts';
import type { UrcEntry } from '../entryTypes.ts';
import { choice, text } from '../fields.ts';
import { urc } from './urc.ts';

const TEMPERATURE: Readonly<Record<string, string>> = {
  '-2': 'too cold: the modem switches off',
  '-1': 'cold',
  0: 'normal again',
  1: 'hot',
  2: 'too hot: the modem switches off',
};

const audio = (name: string, title: string): UrcEntry =>
  urc({
    name,
    title,
    meaning: 'State of the audio functions.',
    fields: [text('state', 'state')],
    section: m3('21, 22'),
  });

/** GNSS, temperature, supply, audio (V3.00 17.2, 19.2, 21, 22). */
export const MODULE_URCS: readonly UrcEntry[] = [
  urc({
    name: '+CGPS',
    families: ['sim7600'],
    title: 'GNSS',
    meaning: 'GNSS is off now and can be switched on again.',
    fields: [choice('state', 'GNSS', { 0: 'off', 1: 'on' })],
    section: m3('17.2'),
  }),
  urc({
    name: '+CGNSSPWR',
    families: ['a76xx'],
    title: 'GNSS ready',
    meaning: 'GNSS can be used now.',
    fields: [text('state', 'state')],
    severity: 'ok',
    section: 'seen on A7670',
  }),
  urc({
    name: '+CGPSINFO',
    title: 'Position',
    meaning: 'Reported periodically after AT+CGPSINFO=<seconds>.',
    line: CGPSINFO_LINE,
    section: m3('17.2'),
  }),
  urc({
    name: '+CGNSSINFO',
    title: 'Position and satellites',
    meaning: 'Reported periodically after AT+CGNSSINFO=<seconds>.',
    line: CGNSSINFO_LINE,
    section: m3('17.2'),
  }),
  urc({
    name: '+CAGPSINFO',
    title: 'Assisted position',
    meaning: 'How fetching the position from the network went.',
    fields: [text('info', 'result')],
    section: m3('17.2'),
  }),
  urc({
    name: '+CMTE',
    title: 'Temperature',
    meaning: 'The temperature guard: −1 and 1 warn, −2 and 2 switch the modem off.',
    fields: [choice('level', 'temperature', TEMPERATURE, { judge: (raw) => (raw === '0' ? 'ok' : 'error') })],
    sentence: ([level = '']) => `temperature: ${TEMPERATURE[level] ?? level}`,
    severity: 'warning',
    section: m3('19.2.6'),
  }),
  urc({
    name: 'UNDER-VOLTAGE WARNNING',
    title: 'Supply too low',
    meaning:
      'Below the limit of AT+CVALARM, every 10 s: the source is too weak for 2 A bursts, leads too long, no bulk capacitor.',
    severity: 'error',
    section: m3('19.2.1'),
  }),
  urc({
    name: 'UNDER-VOLTAGE WARNNING POWER DOWN',
    title: 'Switching off: supply too low',
    meaning: 'Below the limit of AT+CPMVT: the modem switches itself off now.',
    severity: 'error',
    section: m3('19.2.7'),
  }),
  urc({
    name: 'OVER-VOLTAGE WARNNING',
    title: 'Supply too high',
    meaning: 'Above the limit of AT+CVALARM, every 10 s.',
    severity: 'error',
    section: m3('19.2.1'),
  }),
  urc({
    name: 'OVER-VOLTAGE WARNNING POWER DOWN',
    title: 'Switching off: supply too high',
    meaning: 'Above the limit of AT+CPMVT: the modem switches itself off now.',
    severity: 'error',
    section: m3('19.2.7'),
  }),
  audio('+CTTS', 'Speech'),
  audio('+RECSTATE', 'Recording'),
  audio('+AUDIOSTATE', 'Audio file'),
  audio('+WAVSTATE', 'Sound file'),
];
