/** A channel as Slack keeps it. */
interface Channel {
  readonly id: string;
  readonly name: string;
  /** In seconds. */
  readonly created: number;
  topic: string;
  readonly members: string[];
  /** Whether the app is in it, which may then write there. */
  readonly joined: boolean;
  archived: boolean;
}

type Said = Readonly<Record<string, unknown>>;

const LONGEST_TOPIC = 250;
/** Read methods take forms only: JSON they overlook. */
const READ: ReadonlySet<string> = new Set(['users.conversations', 'conversations.info']);

/** The channels of a workspace: https://docs.slack.dev/reference/methods/conversations.create and its neighbours. */
export class SlackChannels {
  readonly all: Channel[] = [];
  /** Users that exist. */
  readonly users = new Set<string>(['U0MARIA', 'U0BOB']);
  /** Channels in a page, however many are asked for. */
  pageSize = 200;
  /** How often each topic was set. */
  topics = 0;

  constructor(private readonly now: () => number) {}

  add(channel: Partial<Channel> & Pick<Channel, 'id' | 'name'>): Channel {
    const created = Math.floor(this.now() / 1000);
    const added = { created, topic: '', members: [], joined: true, archived: false, ...channel };
    this.all.push(added);
    return added;
  }

  /** The channel that may be written to, or Slack's error. */
  writable(id: unknown): Channel | string {
    const channel = this.all.find((each) => each.id === id);
    if (!channel) return 'channel_not_found';
    if (channel.archived) return 'is_archived';
    return channel.joined ? channel : 'not_in_channel';
  }

  /** Undefined for methods that are about something else. */
  answer(method: string, contentType: string, body: string): Said | undefined {
    const isForm = contentType === 'application/x-www-form-urlencoded';
    const form = Object.fromEntries(new URLSearchParams(isForm ? body : ''));
    if (READ.has(method)) return this.read(method, form);
    if (!/^conversations\.(create|setTopic|invite)$/.test(method)) return undefined;
    return this.change(method, isForm ? form : (JSON.parse(body) as Record<string, unknown>));
  }

  private read(method: string, given: Readonly<Record<string, string>>): Said {
    if (method === 'conversations.info') {
      const channel = this.all.find(({ id }) => id === given['channel']);
      return channel ? { ok: true, channel: shown(channel) } : refuse('channel_not_found');
    }
    const { cursor = '0', limit = '100', exclude_archived: excluded } = given;
    if (!/^\d+$/.test(cursor)) return refuse('invalid_cursor');
    const mine = this.all.filter(({ joined, archived }) => joined && !(archived && excluded === 'true'));
    const size = Math.min(Number(limit), this.pageSize);
    const from = Number(cursor);
    const next = from + size < mine.length ? String(from + size) : '';
    const channels = mine.slice(from, from + size).map(shown);
    return { ok: true, channels, response_metadata: { next_cursor: next } };
  }

  private change(method: string, given: Said): Said {
    if (method === 'conversations.create') return this.create(given['name']);
    const channel = this.writable(given['channel']);
    if (typeof channel === 'string') return refuse(channel);
    if (method === 'conversations.setTopic') {
      const { topic } = given;
      if (typeof topic !== 'string' || topic.length > LONGEST_TOPIC) return refuse('too_long');
      channel.topic = topic;
      this.topics += 1;
      return { ok: true, channel: shown(channel) };
    }
    const user = String(given['users']);
    if (!this.users.has(user)) return refuse('user_not_found');
    if (channel.members.includes(user)) return refuse('already_in_channel');
    channel.members.push(user);
    return { ok: true, channel: shown(channel) };
  }

  private create(name: unknown): Said {
    if (typeof name !== 'string' || name === '') return refuse('invalid_name_required');
    if (name.length > 80) return refuse('invalid_name_maxlength');
    if (!/^[a-z0-9_-]+$/.test(name)) return refuse('invalid_name_specials');
    if (/^[_-]+$/.test(name)) return refuse('invalid_name_punctuation');
    if (this.all.some((channel) => channel.name === name)) return refuse('name_taken');
    return { ok: true, channel: shown(this.add({ id: `C0MADE${this.all.length}`, name })) };
  }
}

function shown({ id, name, created, topic, archived }: Channel): Said {
  return { id, name, created, is_archived: archived, topic: { value: topic } };
}

function refuse(error: string): Said {
  return { ok: false, error };
}
