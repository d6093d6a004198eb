import { m3 } from '../entryBuilders.ts';
import type { UrcEntry } from '../entryTypes.ts';
import { choice, integer, text } from '../fields.ts';
import { urc } from './urc.ts';

const RESTART =
  'Without AT+CRESET, AT+CPOF, AT+CFUN=1,1 or power-on before it, the modem restarted by itself: supply, watchdog, reset pin.';

/** The modem has started, or is about to stop. */
export const BOOT_URCS: readonly UrcEntry[] = [
  urc({
    name: 'RDY',
    families: ['sim7600'],
    title: 'Serial port ready',
    meaning: `The modem has started. ${RESTART}`,
    section: m3('1.4'),
  }),
  urc({
    name: '*ATREADY',
    families: ['a76xx'],
    title: 'Serial port ready',
    meaning: `The modem has started. ${RESTART}`,
    fields: [choice('state', 'port', { 1: 'ready' })],
    section: 'A76XX boot banner',
  }),
  urc({
    name: 'QCRDY',
    families: ['a76xx'],
    title: 'Serial port ready',
    meaning: `A SIM767x has started. ${RESTART}`,
    section: 'SIM767x boot banner',
  }),
  urc({
    name: 'Autobaud: OK',
    title: 'Rate found',
    meaning: 'The modem has taken over the rate of the host. While it searches it sends no RDY and no other reports.',
    severity: 'ok',
    section: 'UART application note 5',
  }),
  urc({
    name: 'SMS DONE',
    title: 'Messages ready',
    meaning: 'Messages are read from the SIM; before it AT+CMGS and the like may fail.',
    severity: 'ok',
    section: 'boot banner',
  }),
  urc({
    name: 'PB DONE',
    title: 'Phone book ready',
    meaning: 'Start-up is complete; before it some commands fail or are slow.',
    severity: 'ok',
    section: 'boot banner',
  }),
  urc({
    name: 'NORMAL POWER DOWN',
    families: ['a76xx', 'sim7600'],
    title: 'Switching off',
    meaning: 'Switched off by command or power key.',
    section: 'SIM800 1.6',
  }),
  urc({
    name: '+CFUN',
    title: 'Functionality at start-up',
    meaning: 'Older SIMCom modems report their level when they start; a SIM7600 answers so only to AT+CFUN?.',
    fields: [integer('fun', 'level')],
    section: 'SIM800 boot banner',
  }),
  urc({
    name: 'SMS Ready',
    title: 'Messages ready',
    meaning: 'Start-up of a SIM800 or SIM900: this modem is no SIM7600.',
    section: 'SIM800 boot banner',
  }),
  urc({
    name: 'Call Ready',
    title: 'Calls ready',
    meaning: 'Start-up of a SIM800 or SIM900: this modem is no SIM7600.',
    section: 'SIM800 boot banner',
  }),
  urc({
    name: '+APP PDP',
    title: 'Data connection of a SIM7000',
    meaning: 'Report of a SIM7000, SIM7070 or SIM7080: this modem is no SIM7600.',
    fields: [text('state', 'state')],
    section: 'SIM7000 boot and socket reports',
  }),
  urc({
    name: '+CASTATE',
    title: 'Socket state of a SIM7000',
    meaning:
      'Report of a SIM7000, SIM7070 or SIM7080: this modem is no SIM7600. State 0 means closed by the other end.',
    fields: [
      integer('cid', 'socket'),
      choice('state', 'state', { 0: 'closed by the other end', 1: 'connected', 2: 'listening' }),
    ],
    section: 'SIM7000 boot and socket reports',
  }),
  urc({
    name: '+CADATAIND',
    title: 'Data on a socket of a SIM7000',
    meaning: 'Report of a SIM7000, SIM7070 or SIM7080: this modem is no SIM7600.',
    fields: [integer('cid', 'socket')],
    section: 'SIM7000 boot and socket reports',
  }),
];
