#!/usr/bin/env node
// A committed file, so that the package manager can link the command before anything is built.
import { main } from '../dist/index.js';

// The exit code is set rather than the process ended, so that everything written to a pipe arrives.
process.exitCode = await main(process.argv.slice(2));

// A driver that still tries to reach a warehouse must not keep the command alive.
const leave = () => (process.stdout.writableLength === 0 ? process.exit() : setTimeout(leave, 200).unref());
setTimeout(leave, 2000).unref();
