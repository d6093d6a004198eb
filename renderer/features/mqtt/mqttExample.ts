/** A command line that publishes one message to the broker at `address` (`host:port`). */
export function publishExample(address: string): string {
  const colon = address.lastIndexOf(':');
  const host = address.slice(0, colon).replace(/^\[|\]$/g, '');
  return `mosquitto_pub -h ${host} -p ${address.slice(colon + 1)} -t bench/hello -m "it works"`;
}
