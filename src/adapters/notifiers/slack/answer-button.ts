import type { Log } from '../../../engine/ports.js';
import { sendRequest } from '../../outgoing/send-request.js';

const TIMEOUT_MS = 10_000;
const SLACK = 'hooks.slack.com';

/**
 * Changes the message whose button was pressed, and never rejects: what counts is stored by then. The URL lets whoever has it write
 * there, and is not logged.
 * @param url on a host that the configuration names
 */
export async function answerButton(url: string, body: unknown, log: Log): Promise<void> {
  try {
    const { status } = await sendRequest({
      url,
      body: JSON.stringify(body),
      allowPrivateAddresses: new URL(url).host !== SLACK,
      timeoutMs: TIMEOUT_MS,
    });
    if (status >= 300) log.warn('the message in Slack was not changed', { status });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no answer';
    log.warn('the message in Slack was not changed', { error: code });
  }
}
