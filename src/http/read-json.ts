import express, { type RequestHandler } from 'express';
import { FirebreakError } from '../core/errors.js';
import { provesItself } from './guard.js';

const LARGEST = '64kb';
/** An exclusion has five levels. */
const DEEPEST = 20;

/** Reads JSON bodies, except where a signature over the bytes as they came has to be checked first. */
export function readJson(): RequestHandler {
  const read: RequestHandler = express.json({ limit: LARGEST });
  return (request, response, next) => {
    if (provesItself(request)) {
      next();
      return;
    }
    void read(request, response, (error?: unknown) => {
      next(error ?? depthFault(request.body));
    });
  };
}

/** Whoever walks a body by recursion is to be spared one that is nothing but brackets. */
function depthFault(body: unknown): FirebreakError | undefined {
  let level = [body].filter(isContainer);
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > DEEPEST) {
      return new FirebreakError('invalid-input', `the body is nested more than ${DEEPEST} levels deep`);
    }
    level = level.flatMap((container) => Object.values(container).filter(isContainer));
  }
  return undefined;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
