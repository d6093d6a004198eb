import { lastResortRule } from '../support/lastResort.ts';

/** A service of the modem did not start, for a reason no other rule knows. */
export const socketFailed = lastResortRule({
  id: 'socket.failed',
  layer: 'socket',
  commands: ['+CCHSTART', '+HTTPINIT'],
  title: 'A data service of the modem did not start',
  advice:
    'Is it running already? Stop it (AT+CCHSTOP, AT+HTTPTERM, AT+NETCLOSE) and start it again. Check the data connection below it: AT+CEREG?, AT+CGACT?, AT+CGPADDR. When all that is right, note AT+CGMR: some firmware revisions fail here.',
});
