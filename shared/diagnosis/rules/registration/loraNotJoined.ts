import type { Rule, SerialEvent } from '../../types.ts';
import { finding, seen, seenCommand } from '../support/finding.ts';
import { progressOf } from '../support/progress.ts';
import { linesNamed } from '../support/select.ts';
import { lineOwners } from '../support/serviceResults.ts';

/** A LoRaWAN module sends before it has joined, or its join failed. */
export const loraNotJoined: Rule = {
  id: 'lora.not-joined',
  layer: 'registration',
  find(capture) {
    if (capture.family !== 'rak3172' && capture.family !== 'stm32wl') return [];
    const events = capture.serial.filter(saysNotJoined);
    if (events.length === 0) return [];
    const progress = progressOf(capture);
    const owners = lineOwners(capture);
    const joining = linesNamed(capture, '+EVT').some(({ fields }) => /^JOIN_?\s?FAILED/.test(fields[0] ?? ''));
    return events.map((event) => {
      const command = owners.get(event.seq);
      return finding(loraNotJoined, {
        severity: progress.after('registration', event.t + 1) ? 'warning' : 'fault',
        evidence: [seen(event), ...(command === undefined ? [] : [seenCommand(command)])],
        title: joining
          ? 'The module could not join the LoRaWAN network'
          : 'The module has not joined the LoRaWAN network',
        detail: `The module said ${event.text}.`,
        advice:
          'The OK of AT+JOIN only means that it tries: wait for +EVT:JOINED before AT+SEND. When the join fails, check DevEUI, JoinEUI (AppEUI) and AppKey against the network server, the band and sub-band (AT+BAND, AT+MASK), and whether a gateway hears the device: its log shows the join request.',
      });
    });
  },
};

const saysNotJoined = ({ row, text, name, fields }: SerialEvent): boolean =>
  row.dir === 'rx' &&
  row.kind !== 'echo' &&
  (text === 'AT_NO_NETWORK_JOINED' || (name === '+EVT' && /^JOIN_?\s?FAILED/.test(fields[0] ?? '')));
