import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statusFeed } from '../../../../src/core/status-page/feed.js';
import { hostileWords } from '../../../support/hostile-words.js';

const BEGAN = Date.UTC(2026, 10, 28, 9);
const URL = 'https://status.example.com/status/payments';

function pageOf(words: string) {
  const updates = [{ at: BEGAN + 60_000, text: words }];
  const incident = {
    id: 'a1b2c3d4',
    state: 'partial-outage' as const,
    beganAt: BEGAN,
    resolvedAt: undefined,
  };
  return { title: words, incidents: [{ ...incident, components: [words], updates }] };
}

/** The tags in their order, with the names of their attributes. */
function shapeOf(xml: string): string[] {
  return (xml.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""'));
}

const UNESCAPED = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&#39;': "'" } as const;

function textOf(xml: string, tag: string): string {
  const inside = new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1] ?? '';
  return inside.replace(/&[^;]*;/g, (entity) => UNESCAPED[entity as keyof typeof UNESCAPED]);
}

describe('the feed of a status page', () => {
  it('has an item for each incident, with all that was said', () => {
    const [incident] = pageOf('Cards fail.').incidents;
    const over = {
      ...incident,
      id: 'e5f6',
      components: ['Checkout', 'Refunds'],
      beganAt: BEGAN,
      state: 'degraded' as const,
      resolvedAt: BEGAN + 120_000,
      updates: [],
    };
    const feed = statusFeed(
      { title: 'Payments', incidents: [...pageOf('Cards fail.').incidents, over] },
      URL,
    );
    expect(feed).toContain(`<atom:link href="${URL}/feed.xml" rel="self" type="application/rss+xml"/>`);
    expect(feed).toContain('<title>Partial outage: Cards fail.</title>');
    expect(feed).toContain('<description>2026-11-28T09:01:00.000Z: Cards fail.</description>');
    expect(feed).toContain('<title>Degraded: Checkout, Refunds (resolved)</title>');
    expect(feed).toContain(`<link>${URL}#e5f6</link>`);
    expect(feed).toContain('<guid isPermaLink="false">e5f6</guid>');
    expect(feed).toContain('<pubDate>Sat, 28 Nov 2026 09:02:00 GMT</pubDate>');
    expect(feed).toContain('<description>No update has been published.</description>');
  });

  it('is well-formed and of the same shape whatever is written, and says it as text, to readers of HTML too', () => {
    const shape = shapeOf(statusFeed(pageOf('words'), URL));
    fc.assert(
      fc.property(hostileWords(), (words) => {
        const feed = statusFeed(pageOf(words), URL);
        expect(shapeOf(feed)).toEqual(shape);
        expect(feed).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>/);
        expect(feed.replace(/&(lt|gt|amp|quot|#39);/g, '')).not.toContain('&');
        // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what XML cannot hold.
        expect(feed).not.toMatch(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/u);
        const held = words.replace(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
        expect(textOf(feed, 'title')).toBe(held);
        const told = textOf(feed.slice(feed.indexOf('<item>')), 'description');
        expect(told).not.toMatch(/<(?!br>)/);
      }),
    );
  });

  it('holds what XML has no character for as a mark', () => {
    expect(textOf(statusFeed(pageOf('a\0b\x1bc\ud800d\uffffe'), URL), 'title')).toBe(
      'a\ufffdb\ufffdc\ufffdd\ufffde',
    );
  });
});
