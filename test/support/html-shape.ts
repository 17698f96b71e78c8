import { type DefaultTreeAdapterMap, parse } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];

/** The elements of a page as a browser reads it, with the names of their attributes, without any text. */
export function htmlShape(page: string): string {
  return shapeOf(parse(page));
}

function shapeOf(node: Node): string {
  if (node.nodeName === '#text') return '';
  const attributes = 'attrs' in node ? node.attrs.map(({ name }) => ` ${name}`).join('') : '';
  const inside = 'childNodes' in node ? node.childNodes.map(shapeOf).join('') : '';
  return `<${node.nodeName}${attributes}>${inside}</>`;
}

/** All the text of a page. */
export function htmlText(page: string): string {
  return textOf(parse(page));
}

function textOf(node: Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}
