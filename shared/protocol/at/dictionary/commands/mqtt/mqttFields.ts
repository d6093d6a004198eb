import { answer, command, m3 } from '../../entryBuilders.ts';
import type { CommandEntry, FieldSpec, LineSpec } from '../../entryTypes.ts';
import { errorField } from '../../errors/errorField.ts';
import { choice, integer, string } from '../../fields.ts';
import { indexedOutcome } from '../../outcomes.ts';

/** Two clients, 0 and 1 (V3.00 16.2). */
export const CLIENT: FieldSpec = integer('client_index', 'client', { range: [[0, 1]] });
export const MQTT_ERR: FieldSpec = errorField('mqtt');
export const QOS: FieldSpec = choice('qos', 'quality of service', {
  0: '0, at most once',
  1: '1, at least once',
  2: '2, exactly once',
});
export const DUP: FieldSpec = choice('dup', 'sent before', { 0: 'no', 1: 'yes, a repetition' }, { default: '0' });
export const TOPIC: FieldSpec = string('topic', 'topic', { length: [1, 1024] });
/** Bytes, not characters: ü has two of them. */
export const LENGTH = (what: string, most: number): FieldSpec =>
  integer('req_length', `bytes of the ${what} that follows >`, { range: [[1, most]], unit: 'B' });

/** `+CMQTTTOPIC: 0,11`: how a command for a client went. */
export const clientOutcome = (name: string, done: string): LineSpec =>
  answer(name, [CLIENT, MQTT_ERR], { sentence: indexedOutcome('client', done, 'mqtt') });

/** A command of the MQTT client. */
export const mqttCommand = (
  entry: Omit<CommandEntry, 'families' | 'errors' | 'maxSeconds' | 'answers' | 'group' | 'section'> &
    Partial<CommandEntry>,
): CommandEntry => command({ group: 'mqtt', errors: 'mqtt', section: m3('16.2'), ...entry });
