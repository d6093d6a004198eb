import { lastResortRule } from '../support/lastResort.ts';

/** The MQTT client could not be set up or connected, for a reason no other rule knows. */
export const mqttConnectFailed = lastResortRule({
  id: 'mqtt.connect-failed',
  layer: 'mqtt-connect',
  commands: [
    '+CMQTTACCQ',
    '+CMQTTCONNECT',
    '+CMQTTWILLTOPIC',
    '+CMQTTWILLMSG',
    '+CMQTTCFG',
    '+CMQTTSSLCFG',
    '+MQTTCONN',
  ],
  title: 'The MQTT connection did not come about',
  advice:
    'Look at what the code says. Begin again from a known state: AT+CMQTTDISC=0,60, AT+CMQTTREL=0, AT+CMQTTSTOP, then AT+CMQTTSTART, ACCQ and CONNECT, each after the result of the one before. Does the data connection below stand (AT+CEREG?, AT+CGPADDR)?',
});
