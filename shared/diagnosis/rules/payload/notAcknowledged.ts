import type { Rule } from '../../types.ts';
import { finding, seen } from '../support/finding.ts';
import { linesNamed } from '../support/select.ts';

/** A confirmed LoRaWAN message that no gateway acknowledged. */
export const notAcknowledged: Rule = {
  id: 'lora.not-acknowledged',
  layer: 'payload',
  find(capture) {
    const events = linesNamed(capture, '+EVT');
    const acknowledged = events.findLast(({ fields }) => fields[0] === 'SEND_CONFIRMED_OK')?.seq ?? -1;
    return events
      .filter(({ fields }) => /^SEND[_ ]CONFIRMED[_ ]FAILED/.test(fields[0] ?? ''))
      .map((event) =>
        finding(notAcknowledged, {
          severity: acknowledged > event.seq ? 'warning' : 'fault',
          evidence: [seen(event)],
          title: 'A confirmed message was not acknowledged',
          detail: `The module said ${event.text}: no acknowledgement came in its receive windows.`,
          advice:
            'Did the message arrive at the network server? If it did, the way back failed: the gateway may not send (duty cycle, another frequency plan for RX2). If not, look at antenna, distance and data rate: AT+ADR=1, or a lower AT+DR.',
        }),
      );
  },
};
