import type { Rule } from './ruleTypes.ts';

/** Properties (5.0 section 2.2.2). */
export const PROPERTY_RULES = {
  propertyLength: {
    severity: 'error',
    clauses: ['', '', '2.2.2.1'],
    advice: 'Count the bytes of the properties only: neither the length itself nor what follows them.',
  },
  propertyUnknown: {
    severity: 'error',
    clauses: ['', '', '2.2.2.2'],
    advice:
      'Use identifiers of table 2-4. A packet written for 3.1.1 has no property length: its next byte is read as one.',
  },
  propertyPlace: {
    severity: 'error',
    clauses: ['', '', '2.2.2.2'],
    advice: 'Leave the property out of this packet.',
  },
  propertyTwice: {
    severity: 'error',
    clauses: ['', '', '2.2.2.2'],
    advice: 'Send it once. Only user properties, and subscription identifiers in a PUBLISH, may be repeated.',
  },
  propertyValue: {
    severity: 'error',
    clauses: ['', '', '2.2.2.2'],
    advice: 'Send a value in the range the specification gives, or leave the property out.',
  },
  authMethodMissing: {
    severity: 'error',
    clauses: ['', '', '3.15.2.2.2'],
    advice: 'Name the authentication method of the CONNECT in every AUTH.',
  },
  propertySender: {
    severity: 'error',
    clauses: ['', '', 'MQTT-3.14.2-2'],
    advice: 'Leave the session expiry interval out of a DISCONNECT that the server sends.',
  },
} as const satisfies Record<string, Rule>;
