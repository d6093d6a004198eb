import { lastResortRule } from '../support/lastResort.ts';

/** A connection did not come about, or did not carry the data, for a reason no other rule knows. */
export const tcpFailed = lastResortRule({
  id: 'tcp.failed',
  layer: 'tcp',
  commands: ['+CIPOPEN', '+CIPSTART', '+CIPSEND', '+CCHOPEN', '+CCHSEND', '+HTTPACTION'],
  title: 'A connection to a server failed',
  advice:
    'Look at what the code says. Close the socket (AT+CIPCLOSE, AT+CCHCLOSE, AT+HTTPTERM) and open it again; does the same happen with another server? Then look at signal (AT+CSQ), registration (AT+CEREG?) and address (AT+CGPADDR).',
});
