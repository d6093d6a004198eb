import type { Capture } from '../../types.ts';

/** What the local broker listens on, as a sentence with a blank in front; '' when there is none. */
export const listeners = ({ brokerAddresses }: Capture): string =>
  brokerAddresses.length === 0 ? '' : ` The broker here listens on ${brokerAddresses.join(', ')}.`;
