import { BASIC_COMMANDS } from './commands/basic.ts';
import { CALL_COMMANDS } from './commands/call.ts';
import { CEER_COMMANDS } from './commands/ceer.ts';
import { CPSI_COMMANDS } from './commands/cpsi.ts';
import { SIGNAL_COMMANDS } from './commands/csq.ts';
import { FILE_COMMANDS } from './commands/file/fileCommands.ts';
import { FTP_COMMANDS } from './commands/file/ftpCommands.ts';
import { GNSS_COMMANDS } from './commands/gnss/gnssCommands.ts';
import { HTTP_COMMANDS } from './commands/http/httpCommands.ts';
import { IDENTITY_COMMANDS } from './commands/identity.ts';
import { LORA_COMMANDS } from './commands/lora/loraCommands.ts';
import { MQTT_COMMANDS } from './commands/mqtt/mqttCommands.ts';
import { OPERATOR_COMMANDS } from './commands/operator.ts';
import { PACKET_DOMAIN_COMMANDS } from './commands/packetDomain.ts';
import { PHONEBOOK_COMMANDS } from './commands/phonebook.ts';
import { POWER_COMMANDS } from './commands/power.ts';
import { RADIO_COMMANDS } from './commands/radio.ts';
import { REGISTRATION_COMMANDS } from './commands/registration.ts';
import { SIM_COMMANDS } from './commands/sim.ts';
import { SIM_ACCESS_COMMANDS } from './commands/simAccess.ts';
import { SMS_COMMANDS } from './commands/sms/smsCommands.ts';
import { SOCKET_CONTEXT_COMMANDS } from './commands/socketContext.ts';
import { SSL_COMMANDS } from './commands/ssl/sslCommands.ts';
import { TCPIP_COMMANDS } from './commands/tcpip/tcpipCommands.ts';
import { TIME_COMMANDS } from './commands/time/timeCommands.ts';
import { UART_COMMANDS } from './commands/uart.ts';
import { WIFI_COMMANDS } from './commands/wifi/wifiCommands.ts';
import type { CommandEntry } from './entryTypes.ts';

/** Every command of every family. One array per group; the order is that of the completion list. */
export const COMMAND_TABLE: readonly CommandEntry[] = [
  ...BASIC_COMMANDS,
  ...IDENTITY_COMMANDS,
  ...UART_COMMANDS,
  ...POWER_COMMANDS,
  ...SIM_COMMANDS,
  ...SIM_ACCESS_COMMANDS,
  ...PHONEBOOK_COMMANDS,
  ...SIGNAL_COMMANDS,
  ...REGISTRATION_COMMANDS,
  ...OPERATOR_COMMANDS,
  ...CPSI_COMMANDS,
  ...RADIO_COMMANDS,
  ...PACKET_DOMAIN_COMMANDS,
  ...SOCKET_CONTEXT_COMMANDS,
  ...CEER_COMMANDS,
  ...CALL_COMMANDS,
  ...TCPIP_COMMANDS,
  ...SSL_COMMANDS,
  ...MQTT_COMMANDS,
  ...HTTP_COMMANDS,
  ...GNSS_COMMANDS,
  ...TIME_COMMANDS,
  ...SMS_COMMANDS,
  ...FILE_COMMANDS,
  ...FTP_COMMANDS,
  ...WIFI_COMMANDS,
  ...LORA_COMMANDS,
];
