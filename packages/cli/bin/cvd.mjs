#!/usr/bin/env node
// A committed file, so that the package manager can link the command before anything is built.
import { main } from '../dist/index.js';

process.exitCode = await main(process.argv.slice(2));
