import { lastResortRule } from '../support/lastResort.ts';

/** A message could not be sent, or a topic not subscribed to, for a reason no other rule knows. */
export const mqttCommandFailed = lastResortRule({
  id: 'mqtt.command-failed',
  layer: 'mqtt-session',
  commands: [
    '+CMQTTTOPIC',
    '+CMQTTPAYLOAD',
    '+CMQTTPUB',
    '+CMQTTSUBTOPIC',
    '+CMQTTSUB',
    '+CMQTTUNSUBTOPIC',
    '+CMQTTUNSUB',
    '+MQTTPUB',
    '+MQTTPUBRAW',
    '+MQTTSUB',
  ],
  title: 'A message or a subscription failed',
  advice:
    'Look at what the code says. 11 means that there is no connection any more: wait for +CMQTTCONNECT: 0,0 before, and connect again after +CMQTTCONNLOST. Otherwise look at signal (AT+CSQ) and at the log of the broker at that moment.',
});
