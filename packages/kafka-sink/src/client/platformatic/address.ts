export interface Address {
  readonly host: string;
  readonly port: number;
}

const defaultPort = 9092;

/** 'host:port', 'host', '[::1]:port' in its parts. */
export const addressOf = (broker: string): Address => {
  const [, bracketed, plain, port] = /^(?:\[(.*)\]|([^:]*))(?::(\d+))?$/.exec(broker) ?? [];
  return { host: bracketed ?? plain ?? broker, port: port === undefined ? defaultPort : Number(port) };
};
