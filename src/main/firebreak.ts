#!/usr/bin/env node
import { runCli } from '../cli/program.js';
import { createCliContext } from './cli/cli-context.js';

process.exitCode = await runCli(process.argv.slice(2), createCliContext());
