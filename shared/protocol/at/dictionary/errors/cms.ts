import type { ErrorCodes } from './errorTypes.ts';

/** +CMS ERROR (V3.00 3.4). Codes 1-127 are causes of the SMS centre (3GPP TS 24.011), in no SIMCom manual. */
export const CMS_ERRORS: ErrorCodes = {
  300: ['ME failure', 'the modem could not handle the message: check AT+CPMS and AT+CSCA, then restart it'],
  301: ['SMS service of ME reserved'],
  302: ['operation not allowed', 'asked before SMS DONE, or not possible in this state'],
  303: ['operation not supported'],
  304: [
    'invalid PDU mode parameter',
    'the length in AT+CMGS or the PDU itself is wrong, or text was sent with AT+CMGF=0',
  ],
  305: ['invalid text mode parameter', 'a phone number or parameter does not fit AT+CMGF=1'],
  310: ['SIM not inserted', 'no card, card the wrong way round, or put in after power-up'],
  311: ['SIM PIN required', 'enter it with AT+CPIN'],
  312: ['PH-SIM PIN required', 'the device is locked to another card'],
  313: ['SIM failure', 'asked too early, or bad contact of the card'],
  314: ['SIM busy', 'the card is still being read: wait for SMS DONE'],
  315: ['SIM wrong'],
  316: ['SIM PUK required', 'three wrong PINs: enter the PUK and a new PIN'],
  317: ['SIM PIN2 required'],
  318: ['SIM PUK2 required'],
  320: ['memory failure'],
  321: ['invalid memory index', 'there is no message at this place'],
  322: ['memory full', 'delete messages with AT+CMGD: new ones are not delivered until then'],
  330: ['SMSC address unknown', 'set the service centre with AT+CSCA'],
  331: ['no network service', 'not registered'],
  332: ['network timeout'],
  340: ['no +CNMA acknowledgement expected'],
  341: ['buffer overflow'],
  342: ['SMS size more than expected'],
  500: ['unknown error'],
};
