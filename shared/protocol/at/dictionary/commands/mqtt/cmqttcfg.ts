import { answer, read, test } from '../../entryBuilders.ts';
import type { AtFamily, CommandEntry, FormSpec } from '../../entryTypes.ts';
import { choice, integer, string, text } from '../../fields.ts';
import { anyKeyForm, keyedForm } from '../../keyedForms.ts';
import { CLIENT, mqttCommand } from './mqttFields.ts';

const CHECK_UTF8 = choice('checkUTF8', 'strings', { 0: 'not checked', 1: 'must be UTF-8' }, { default: '1' });
const OP_TIMEOUT = integer('optimeout', 'time limit of sending', { range: [[20, 120]], unit: 's', default: '120' });

const SETTINGS: readonly FormSpec[] = [
  keyedForm('+CMQTTCFG', 'checkUTF8', [CLIENT, CHECK_UTF8]),
  keyedForm('+CMQTTCFG', 'optimeout', [CLIENT, OP_TIMEOUT]),
  keyedForm('+CMQTTCFG', 'aliauth', [
    CLIENT,
    string('productkey', 'product key'),
    string('devicename', 'device name'),
    string('devicesecret', 'device secret', { secret: true }),
  ]),
];

/** Of the newer family only. */
const A76XX_SETTINGS: readonly FormSpec[] = [
  keyedForm('+CMQTTCFG', 'version', [CLIENT, choice('version', 'protocol', { 3: 'MQTT 3.1', 4: 'MQTT 3.1.1' })]),
  keyedForm('+CMQTTCFG', 'argtopic', [
    CLIENT,
    choice('publish', 'topic of AT+CMQTTPUB', { 0: 'by AT+CMQTTTOPIC', 1: 'in the command' }),
    choice('subscribe', 'topic of AT+CMQTTSUB', { 0: 'after >', 1: 'in the command' }),
  ]),
];

const cmqttcfg = (family: AtFamily, settings: readonly FormSpec[], section: Partial<CommandEntry>): CommandEntry =>
  mqttCommand({
    name: '+CMQTTCFG',
    families: [family],
    title: 'Settings of a client',
    meaning: 'Between AT+CMQTTACCQ and AT+CMQTTCONNECT; forgotten with AT+CMQTTREL.',
    forms: [test('AT+CMQTTCFG=?'), read('AT+CMQTTCFG?'), ...settings, anyKeyForm('+CMQTTCFG', settings)],
    answers: [answer('+CMQTTCFG', [CLIENT, CHECK_UTF8, OP_TIMEOUT, text('more', 'further settings')])],
    ...section,
  });

/** Settings of an MQTT client (V3.00 16.2). */
export const CMQTTCFG_COMMANDS: readonly CommandEntry[] = [
  cmqttcfg('sim7600', SETTINGS, {}),
  cmqttcfg('a76xx', [...SETTINGS, ...A76XX_SETTINGS], { section: 'V3.00 16.2, further settings seen on A7670' }),
];
