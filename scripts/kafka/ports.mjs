import { createServer } from 'node:net';

// Below the range from which systems take the ports of outgoing connections (32768 on Linux): from above, a client that keeps
// asking a stopped broker's port can come to be connected with itself, and another program can take the port before a restart.
const [lowest, highest] = [20_000, 32_000];

const isFree = (port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });

/** Ports of 127.0.0.1 that nobody listens on. @param {number} count @returns {Promise<number[]>} */
export const freePorts = async (count) => {
  const found = new Set();
  while (found.size < count) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest));
    if (!found.has(port) && (await isFree(port))) found.add(port);
  }
  return [...found];
};
