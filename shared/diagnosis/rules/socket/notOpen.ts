import type { FindingSeverity, Rule } from '../../types.ts';
import { finding, seen, seenCommand } from '../support/finding.ts';
import { type Progress, progressOf } from '../support/progress.ts';
import { type ServiceResult, serviceResults } from '../support/serviceResults.ts';

/** Tidying up what is not open does no harm. */
const TIDYING = /^\+(?:NETCLOSE|CIPCLOSE|CMQTTDISC|CMQTTREL|CMQTTSTOP|CCHCLOSE|CCHSTOP)$/;

/** A socket or MQTT command while the service under it is not open. */
export const notOpen: Rule = {
  id: 'socket.not-open',
  layer: 'socket',
  effectOf: ['mqtt.order', 'mqtt.ok-is-not-success'],
  find(capture) {
    const progress = progressOf(capture);
    return serviceResults(capture)
      .filter((result) => saysNotOpen(result) && !TIDYING.test(result.transaction?.name ?? result.name))
      .map((result) => {
        const { event, transaction, table } = result;
        const start = table === 'mqtt' ? 'AT+CMQTTSTART' : table === 'ssl' ? 'AT+CCHSTART' : 'AT+NETOPEN';
        return finding(notOpen, {
          severity: severityOf(result, progress),
          evidence: [seen(event), ...(transaction === null ? [] : [seenCommand(transaction)])],
          title: `The service under it is not open: ${start} is missing`,
          detail: `${event.text}${transaction === null ? '' : ` in answer to AT${transaction.name ?? ''}`}: the modem's own data service is not open.`,
          advice: `Send ${start} and wait for +${start.slice(3)}: 0 before. It is a layer of its own above the bearer: AT+CGACT=1,1 and an address in AT+CGPADDR do not replace it. When it was open before, it was lost in between.`,
        });
      });
  },
};

function saysNotOpen({ table, code, name, transaction }: ServiceResult): boolean {
  if (table === 'ip-error') return code === 8;
  if (table === 'mqtt') return code === 9;
  if (table === 'ssl') return code === 11 && name === '+CCHOPEN';
  return table === 'tcpip' && code === 2 && name !== '+CDNSGIP' && !/^\+NET/.test(transaction?.name ?? name);
}

/** AT+IPADDR only asks. */
function severityOf({ event, transaction }: ServiceResult, progress: Progress): FindingSeverity {
  if (!progress.after('socket', event.t + 1)) return 'fault';
  return transaction?.name === '+IPADDR' ? 'note' : 'warning';
}
