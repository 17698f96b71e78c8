import { instant, type Json, map, text } from './openapi-types.js';

export const acknowledgement: Json = {
  type: 'object',
  properties: { by: { type: 'string', minLength: 1 } },
  required: ['by'],
};

export const deploy: Json = {
  type: 'object',
  properties: { service: text, version: text, at: instant, url: text },
  required: ['service', 'version'],
};

export const gateRequest: Json = {
  type: 'object',
  properties: { service: text, name: text, environment: text, metadata: map(text) },
};
